/**
 * An application that is configured with secrets and fails in every way it can, so that a test can
 * look for the secrets in what is printed. Imports the API and Jakarta EE.
 */
package org.heddle.server.secrets;
