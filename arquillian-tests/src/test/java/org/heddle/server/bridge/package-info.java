/**
 * An application that carries messages from one broker to another. Imports the API and Jakarta EE.
 */
package org.heddle.server.bridge;
