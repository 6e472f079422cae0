package org.heddle.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * Ratios to the baselines as lying bars, under a heading for each broker.
 *
 * @param title what is shown
 * @param description what there is to know about it
 * @param moreIsBetter whether a greater ratio is better
 * @param bars the bars, those of a broker one after another; at least one
 */
record RatioChart(String title, String description, boolean moreIsBetter, List<Bar> bars) {

  private static final int ROW = 42;
  private static final int THICK = 18;
  private static final int HEADING = 34;
  private static final int TOP = 64;

  /**
   * A bar.
   *
   * @param broker whose heading it is under
   * @param name what is compared
   * @param detail where, and with what
   * @param ratio the ratios of the rounds
   * @param goal what the ratio has to be, if there is a goal
   */
  record Bar(Broker broker, String name, String detail, Statistics ratio, Optional<Goal> goal) {}

  String svg() {
    Svg svg = new Svg(title, (moreIsBetter ? "More" : "Less") + " is better. " + description);
    boolean headings = bars.stream().map(Bar::broker).distinct().count() > 1;
    double[] middles = middles(headings);
    double last = middles[middles.length - 1];
    Frame frame = new Frame(labels() + 36, TOP, 400, last + ROW / 2.0 + 4 - TOP);
    Scale scale =
        Scale.linear(
            bars.stream().mapToDouble(bar -> bar.ratio().min()).min().orElseThrow(),
            bars.stream().mapToDouble(RatioChart::greatest).max().orElseThrow(),
            frame.left(),
            frame.right());
    axis(svg, frame, scale);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      if (headings && (i == 0 || bars.get(i - 1).broker() != bar.broker())) {
        svg.heading(16, middles[i] - ROW / 2.0 - 8, Svg.Anchor.START, bar.broker().title());
      }
      bar(svg, frame, scale, bar, middles[i]);
    }
    frame.border(svg);
    one(svg, scale.at(1), frame.top(), frame.bottom());
    // On top, so that it is seen on which side of the goal a bar ends, and how certain that is.
    for (int i = 0; i < bars.size(); i++) {
      over(svg, scale, bars.get(i), middles[i]);
    }
    double legend = frame.bottom() + 68;
    one(svg, frame.left() + 8, legend - 9, legend + 9);
    svg.label(frame.left() + 18, legend + 4, Svg.Anchor.START, "1: as the baseline");
    goal(svg, frame.left() + 190, legend - 9, legend + 9);
    svg.label(frame.left() + 200, legend + 4, Svg.Anchor.START, "goal");
    return svg.finish(frame.right() + 170, legend + 24);
  }

  /** The middle of each bar. */
  private double[] middles(boolean headings) {
    double[] middles = new double[bars.size()];
    double y = TOP;
    for (int i = 0; i < middles.length; i++) {
      if (headings && (i == 0 || bars.get(i - 1).broker() != bars.get(i).broker())) {
        y += HEADING;
      }
      middles[i] = y + ROW / 2.0;
      y += ROW;
    }
    return middles;
  }

  private double labels() {
    return bars.stream()
        .mapToDouble(
            bar ->
                Math.max(Svg.widthOf(bar.name(), Svg.FONT), Svg.widthOf(bar.detail(), Svg.SMALL)))
        .max()
        .orElseThrow();
  }

  private static double greatest(Bar bar) {
    return Math.max(bar.ratio().max(), bar.goal().map(Goal::ratio).orElse(1.0));
  }

  private static void axis(Svg svg, Frame frame, Scale scale) {
    for (double tick : scale.ticks()) {
      svg.grid(scale.at(tick), frame.top(), scale.at(tick), frame.bottom());
      svg.label(scale.at(tick), frame.bottom() + 20, Svg.Anchor.MIDDLE, Numbers.brief(tick));
    }
    svg.label(
        frame.left() + frame.width() / 2,
        frame.bottom() + 44,
        Svg.Anchor.MIDDLE,
        "Ratio to the baseline");
  }

  private static void bar(Svg svg, Frame frame, Scale scale, Bar bar, double middle) {
    double median = bar.ratio().median();
    String value = Numbers.rounded(median);
    double zero = scale.at(0);
    double end = scale.at(median);
    svg.open("%s, %s: %s".formatted(bar.broker().title(), bar.name(), value));
    svg.label(frame.left() - 10, middle - 2, Svg.Anchor.END, bar.name());
    svg.note(frame.left() - 10, middle + 14, Svg.Anchor.END, bar.detail());
    new Look(bar.broker().ordinal())
        .bar(svg, Math.min(zero, end), middle - THICK / 2.0, Math.abs(end - zero), THICK);
    svg.heading(frame.right() + 12, middle - 2, Svg.Anchor.START, value);
    bar.goal()
        .map(goal -> goal.words() + (goal.metBy(median) ? ": met" : ": not met"))
        .ifPresent(words -> svg.note(frame.right() + 12, middle + 14, Svg.Anchor.START, words));
    svg.close();
  }

  private static void over(Svg svg, Scale scale, Bar bar, double middle) {
    double half = ROW / 2.0;
    bar.goal().ifPresent(goal -> goal(svg, scale.at(goal.ratio()), middle - half, middle + half));
    svg.whisker(scale.at(bar.ratio().min()), middle, scale.at(bar.ratio().max()), middle, Svg.INK);
  }

  private static void one(Svg svg, double x, double top, double bottom) {
    svg.line(x, top, x, bottom, "stroke=\"" + Svg.INK + "\"");
  }

  /** The dashes fit into a row, so that equal goals of neighbours make one line. */
  private static void goal(Svg svg, double x, double top, double bottom) {
    svg.line(x, top, x, bottom, "stroke=\"#ffffff\" stroke-width=\"4\"");
    svg.line(x, top, x, bottom, "stroke=\"#b00020\" stroke-width=\"2.5\" stroke-dasharray=\"4 3\"");
  }
}
