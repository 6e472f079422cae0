/**
 * The resource adapter itself: its life, its configuration beans, and the backends that it keeps
 * open.
 *
 * <p>Broker-neutral: this package and its sub-packages never import a backend. They alone know
 * {@code jakarta.resource.spi}.
 */
package org.heddle.ra;
