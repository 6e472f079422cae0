/**
 * What applications compile against: connections, producers, consumers, messages and topics.
 *
 * <p>The types follow the publish/subscribe protocol that every broker behind Heddle implements, in
 * Java's own idiom. They depend on the JDK and on {@code jakarta.resource.Referenceable} alone; no
 * broker's types appear here. Applications never bundle this package: the resource adapter brings
 * it.
 */
package org.heddle.api;
