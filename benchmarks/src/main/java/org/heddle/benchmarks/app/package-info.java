/**
 * What runs inside the server: beans, and a servlet through which the harness has them measured,
 * one round at a time, beside the plain clients in the same virtual machine. The package owns the
 * clock: what it returns are nanoseconds.
 */
package org.heddle.benchmarks.app;
