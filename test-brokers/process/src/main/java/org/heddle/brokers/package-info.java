/**
 * Runs a broker as a child process of the test, sample or benchmark that needs it.
 *
 * <p>Knows nothing of any broker and imports nothing but the JDK; each broker has a package of its
 * own beside this one.
 */
package org.heddle.brokers;
