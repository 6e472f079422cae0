/**
 * An Open Liberty in a process of its own.
 *
 * <p>Imports {@code org.heddle.brokers} and nothing of Open Liberty: the server is an installation
 * that the build has unpacked, never on the class path of the test that starts it.
 */
package org.heddle.brokers.openliberty;
