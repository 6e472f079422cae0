/**
 * The log of prepared branches: what must survive a crash between the two phases of a commit, in
 * files. The package owns a directory and the format of what is in it; it decides nothing. It
 * imports the API, the values of the SPI and {@code javax.transaction.xa.Xid}.
 */
package org.heddle.ra.log;
