package org.heddle.benchmarks.app;

import java.util.List;

/**
 * What the messages hold.
 *
 * @param sensor who sends
 * @param sentNanos when, by {@code System.nanoTime()} of the sender, which is the receiver's too
 * @param values what was measured
 * @param note what fills the message up to its size
 */
public record Reading(String sensor, long sentNanos, List<Double> values, String note) {}
