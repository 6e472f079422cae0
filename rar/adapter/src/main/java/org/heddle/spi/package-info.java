/**
 * What a backend implements: one broker behind a handful of interfaces, in bytes and values.
 *
 * <p>The package owns the border between the adapter and its backends. It imports {@code
 * org.heddle.api} and the JDK; no broker's types and nothing of {@code jakarta.resource.spi} appear
 * here. Schemas, transactions, pools and beans are the adapter's business: a backend moves bytes,
 * and settles units of work.
 */
package org.heddle.spi;
