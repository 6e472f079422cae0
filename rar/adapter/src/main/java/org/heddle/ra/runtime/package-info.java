/**
 * What runs as long as the adapter does: the open backends, the server's threads and timer, the
 * loaders of client libraries. Imports the API, the SPI, {@code org.heddle.ra.transaction} and
 * {@code org.heddle.ra.codec}; knows no connection and no bean.
 */
package org.heddle.ra.runtime;
