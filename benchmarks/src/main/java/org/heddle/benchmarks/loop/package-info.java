/**
 * A resource adapter that does nothing but call its endpoint in a transaction, over and over: what
 * the server's container costs by itself, whichever adapter calls it. The package owns that limit.
 */
package org.heddle.benchmarks.loop;
