package org.heddle.benchmarks.report;

import java.util.List;

/**
 * The part of an image in which values are drawn, with the axis on its left and a legend below.
 *
 * @param left where it begins, in pixels
 * @param top where it begins, in pixels
 * @param width its width in pixels
 * @param height its height in pixels
 */
record Frame(double left, double top, double width, double height) {

  /** What markers and whiskers are. */
  static final String DESCRIPTION =
      "Medians of the rounds; the whiskers reach from the smallest to the greatest.";

  /** Where the upright axis of a chart of lines ends, in pixels. */
  static final double TOP = 70;

  /** Where the upright axis of a chart of lines begins, in pixels. */
  static final double BOTTOM = 410;

  private static final int ROW = 22;
  private static final int SAMPLE = 44;

  /** Where a frame begins that has this axis, with its labels and title, on its left. */
  static double leftOf(Scale upright) {
    return 44 + widest(upright.ticks().stream().map(Numbers::brief).toList());
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  /** Draws the labels and lines of an upright axis, and its title. */
  void upright(Svg svg, Scale scale, String title) {
    for (double tick : scale.ticks()) {
      svg.grid(left, scale.at(tick), right(), scale.at(tick));
      svg.label(left - 8, scale.at(tick) + 4, Svg.Anchor.END, Numbers.brief(tick));
    }
    double middle = top + height / 2;
    svg.text(
        20,
        middle,
        Svg.Anchor.MIDDLE,
        title + (scale.logarithmic() ? ", logarithmic" : ""),
        "transform=\"rotate(-90 20 %s)\" fill=\"%s\"".formatted(Svg.number(middle), Svg.INK));
  }

  void border(Svg svg) {
    svg.line(left, bottom(), right(), bottom(), "stroke=\"" + Svg.GREY + "\"");
    svg.line(left, top, left, bottom(), "stroke=\"" + Svg.GREY + "\"");
  }

  /**
   * Draws the legend.
   *
   * @param y where it begins
   * @return where it ends
   */
  double legend(Svg svg, double y, List<String> labels) {
    double column = SAMPLE + 16 + widest(labels);
    int columns = Math.max(1, (int) (width / column));
    for (int i = 0; i < labels.size(); i++) {
      double x = left + i % columns * column;
      double middle = y + i / columns * ROW + ROW / 2.0;
      Look look = new Look(i);
      look.stroke(svg, "M%s,%s h36".formatted(Svg.number(x), Svg.number(middle)));
      look.mark(svg, x + 18, middle);
      svg.label(x + SAMPLE, middle + 4, Svg.Anchor.START, labels.get(i));
    }
    return y + Math.ceil((double) labels.size() / columns) * ROW;
  }

  static double widest(List<String> labels) {
    return labels.stream().mapToDouble(label -> Svg.widthOf(label, Svg.FONT)).max().orElse(0);
  }
}
