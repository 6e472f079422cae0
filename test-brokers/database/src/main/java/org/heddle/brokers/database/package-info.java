/**
 * A real database in a process of its own, for transactions that span it and a broker.
 *
 * <p>Imports {@code org.heddle.brokers} and nothing of Derby: the server's jars are on the class
 * path of its own process only, never on that of the test that starts it.
 */
package org.heddle.brokers.database;
