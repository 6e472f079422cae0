package org.heddle.benchmarks.report;

/**
 * A series that became worse.
 *
 * @param what which one
 * @param measure what was compared: the ratio to the baseline, or the median in its unit
 * @param older how it was
 * @param newer how it is
 * @param change by what share of the older value it became worse; 0.12 is 12 per cent
 */
record Regression(
    Series.Key what, String measure, Statistics older, Statistics newer, double change) {}
