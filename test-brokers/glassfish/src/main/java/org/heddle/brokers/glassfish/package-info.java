/**
 * A Payara Server or a GlassFish in a process of its own.
 *
 * <p>Imports {@code org.heddle.brokers} and nothing of the servers: they are installations that the
 * build has unpacked, never on the class path of the test that starts them.
 */
package org.heddle.brokers.glassfish;
