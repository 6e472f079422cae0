/**
 * Recovery where a transaction manager does not ask for it. Imports the API, the SPI and {@code
 * org.heddle.ra.transaction}; of the server it knows names only.
 */
package org.heddle.ra.recovery;
