/**
 * Runs a broker or an application server as a child process of the test, sample or benchmark that
 * needs it.
 *
 * <p>Knows nothing of any one of them and imports nothing but the JDK; each has a package of its
 * own beside this one.
 */
package org.heddle.brokers;
