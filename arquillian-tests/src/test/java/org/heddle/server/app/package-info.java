/**
 * The application that the suite deploys: beans as a user writes them, and a ledger of what they
 * saw. Imports the API and Jakarta EE, never a broker and nothing of the adapter.
 */
package org.heddle.server.app;
