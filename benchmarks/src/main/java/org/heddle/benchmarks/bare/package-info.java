/**
 * What an application can tell of its server without any adapter. The package owns the measure of
 * the footprint.
 */
package org.heddle.benchmarks.bare;
