/**
 * What was measured, and how a person gets to read it: the model of a report, its file in JSON, the
 * tables in Markdown, the plots in SVG, and the comparison with an older report.
 *
 * <p>A {@link org.heddle.benchmarks.report.Report} holds the rounds as they were measured; medians,
 * spreads and ratios are computed from them whenever they are shown. The package measures nothing.
 * It imports the JDK and {@code jakarta.json}, nothing of Heddle and no broker's types.
 */
package org.heddle.benchmarks.report;
