/**
 * What runs as long as the adapter does: the open backends, the server's threads and timer, the
 * loaders of client libraries, and what is counted and shown of them. Imports the API, the SPI,
 * {@code org.heddle.ra.transaction}, {@code org.heddle.ra.recovery}, {@code
 * org.heddle.ra.management} and {@code org.heddle.ra.codec}; knows no connection and no bean.
 */
package org.heddle.ra.runtime;
