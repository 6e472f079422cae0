/**
 * A Payara Micro in a process of its own.
 *
 * <p>Imports {@code org.heddle.brokers} and nothing of Payara: the server is on the class path of
 * its own process only, never on that of the test that starts it.
 */
package org.heddle.brokers.payara;
