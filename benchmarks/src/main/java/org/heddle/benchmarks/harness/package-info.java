/**
 * Starts brokers and servers, has the application measure, and puts the numbers together. The
 * package owns what is compared with what, in which order, and how often.
 */
package org.heddle.benchmarks.harness;
