/**
 * The broker inside the adapter: topics, subscriptions and messages in memory, for as long as the
 * adapter runs.
 *
 * <p>The package owns its settings, its backend and its managed connection factory. It imports
 * {@code org.heddle.api}, {@code org.heddle.spi} and the JDK; the managed connection factory and
 * its handle also their bases in {@code org.heddle.ra}. One lock guards a whole broker: a unit of
 * work that touches many topics then takes effect in one step, and every operation under the lock
 * is short. Nothing foreign is called while it is held.
 */
package org.heddle.memory;
