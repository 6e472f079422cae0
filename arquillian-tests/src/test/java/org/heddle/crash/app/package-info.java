/**
 * The application that is killed: it stores and sends numbers, each in one transaction. Imports the
 * API and Jakarta EE.
 */
package org.heddle.crash.app;
