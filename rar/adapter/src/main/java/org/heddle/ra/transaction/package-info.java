/**
 * Transactions: what they collect, how a transaction manager drives them, and when a backend
 * settles them.
 *
 * <p>The one idea: everything done under a transaction is collected in a {@link
 * org.heddle.ra.transaction.TransactionalUnit}; commit hands it to {@link
 * org.heddle.spi.Backend#settle}, rollback drops it. Units are found by backend and global
 * transaction and belong to no resource object, so any resource of the backend can end any of them.
 * The package imports the API, the SPI and {@code jakarta.transaction.xa}; it knows no pool and no
 * bean.
 */
package org.heddle.ra.transaction;
