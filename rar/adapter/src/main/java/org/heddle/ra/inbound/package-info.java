/**
 * Deliveries to message-driven beans (Connectors 2.1, chapters 12 and 13): the activation that
 * keeps a subscription alive, the workers that pump it, and the dispatcher, the only class that
 * touches message endpoints; and what administrators see of it. Broker-neutral.
 */
package org.heddle.ra.inbound;
