package org.heddle.benchmarks.report;

import java.util.List;

/**
 * How one line or bar differs from the others: by a colour that the colour-blind tell apart, and
 * also by marker, dashes and hatching, for those who see or print no colours.
 *
 * @param index the number of the line, from 0; colours, markers and dashes repeat after different
 *     numbers of lines, so that the first 42 differ
 */
record Look(int index) {

  // After Okabe and Ito, without those that are too light for white ground.
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#00805e", "#aa4499", "#8c6d00", "#444444");

  private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3");

  String colour() {
    return COLOURS.get(index % COLOURS.size());
  }

  String dash() {
    return DASHES.get(index % DASHES.size());
  }

  /** Draws the marker, which is some 9 pixels wide, around this point. */
  void mark(Svg svg, double x, double y) {
    String data =
        switch (index % 7) {
          case 0 -> "m-4.5,0 a4.5,4.5 0 1,0 9,0 a4.5,4.5 0 1,0 -9,0 z";
          case 1 -> "m-4,-4 h8 v8 h-8 z";
          case 2 -> "m0,-5 l5,9 h-10 z";
          case 3 -> "m0,-5.5 l5.5,5.5 l-5.5,5.5 l-5.5,-5.5 z";
          case 4 -> "m0,5 l5,-9 h-10 z";
          case 5 -> "m-1.5,-5 h3 v3.5 h3.5 v3 h-3.5 v3.5 h-3 v-3.5 h-3.5 v-3 h3.5 z";
          default -> "m-5,-2.5 h10 v5 h-10 z";
        };
    svg.path(
        "M%s,%s %s".formatted(Svg.number(x), Svg.number(y), data),
        "fill=\"%s\" stroke=\"#ffffff\" stroke-width=\"0.8\"".formatted(colour()));
  }

  /** Draws a line along this path. */
  void stroke(Svg svg, String path) {
    svg.path(
        path,
        "fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
            .formatted(colour(), dash()));
  }

  /** Draws marker and whisker of a value, with a title that says what it is. */
  void point(Svg svg, String what, double x, Statistics value, Scale y) {
    svg.open(what + ": " + Numbers.amount(value.median()));
    svg.whisker(x, y.at(value.min()), x, y.at(value.max()), colour());
    mark(svg, x, y.at(value.median()));
    svg.close();
  }

  /** Draws a lying bar, hatched unless it is the first. */
  void bar(Svg svg, double x, double y, double width, double height) {
    svg.rectangle(x, y, width, height, "fill=\"%s\"".formatted(colour()));
    StringBuilder stripes = new StringBuilder();
    boolean falling = index % 3 == 2;
    for (double at = x - height; index % 3 > 0 && at < x + width; at += 8) {
      // The part of the stripe that is inside of the bar.
      double from = Math.max(0, x - at);
      double to = Math.min(height, x + width - at);
      if (from < to) {
        stripes.append(
            "M%s,%s L%s,%s "
                .formatted(
                    Svg.number(at + from),
                    Svg.number(falling ? y + from : y + height - from),
                    Svg.number(at + to),
                    Svg.number(falling ? y + to : y + height - to)));
      }
    }
    if (stripes.length() > 0) {
      svg.path(stripes.toString().strip(), "stroke=\"#ffffff\" stroke-opacity=\"0.6\"");
    }
  }
}
