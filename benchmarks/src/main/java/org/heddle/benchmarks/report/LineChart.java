package org.heddle.benchmarks.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values that depend on something: growth by a parameter, rates by the size of the messages. The
 * lower axis is logarithmic, the upright one if the values need it.
 *
 * @param title what is shown
 * @param across the title of the lower axis, with its unit
 * @param upwards the title of the upright axis, with its unit
 * @param lines the lines; at least one
 */
record LineChart(String title, String across, String upwards, List<Line> lines) {

  /**
   * A line.
   *
   * @param label what the legend calls it
   * @param points its points from left to right; at least one
   */
  record Line(String label, List<Point> points) {}

  /**
   * A point of a line.
   *
   * @param x where on the lower axis; positive
   * @param y the rounds
   */
  record Point(double x, Statistics y) {}

  String svg() {
    Svg svg = new Svg(title, Frame.DESCRIPTION);
    List<String> labels = lines.stream().map(Line::label).toList();
    Scale y =
        Scale.fitting(
            points(point -> point.y().min()).get(0),
            last(points(point -> point.y().max())),
            Frame.BOTTOM,
            Frame.TOP);
    double width = Math.max(660, Frame.widest(labels) + 60);
    Frame frame = new Frame(Frame.leftOf(y), Frame.TOP, width, Frame.BOTTOM - Frame.TOP);
    List<Double> xs = points(Point::x);
    Scale x = Scale.around(xs.get(0), last(xs), frame.left(), frame.right());
    frame.upright(svg, y, upwards);
    lower(svg, frame, x, xs);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), new Look(i), x, y);
    }
    double end = frame.legend(svg, frame.bottom() + 58, labels);
    return svg.finish(frame.right() + 28, end + 14);
  }

  private List<Double> points(Function<Point, Double> value) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .map(value)
        .distinct()
        .sorted()
        .toList();
  }

  private static double last(List<Double> sorted) {
    return sorted.get(sorted.size() - 1);
  }

  /** Labels the values that were measured, as far as there is room. */
  private void lower(Svg svg, Frame frame, Scale scale, List<Double> values) {
    double free = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      String label = Numbers.exact(value);
      double half = Svg.widthOf(label, Svg.FONT) / 2;
      if (scale.at(value) - half >= free) {
        svg.grid(scale.at(value), frame.top(), scale.at(value), frame.bottom());
        svg.label(scale.at(value), frame.bottom() + 20, Svg.Anchor.MIDDLE, label);
        free = scale.at(value) + half + 8;
      }
    }
    frame.border(svg);
    svg.label(
        frame.left() + frame.width() / 2,
        frame.bottom() + 44,
        Svg.Anchor.MIDDLE,
        across + ", logarithmic");
  }

  private static void draw(Svg svg, Line line, Look look, Scale x, Scale y) {
    look.stroke(
        svg,
        line.points().stream()
            .map(point -> Svg.number(x.at(point.x())) + "," + Svg.number(y.at(point.y().median())))
            .collect(Collectors.joining(" L", "M", "")));
    for (Point point : line.points()) {
      String what = line.label() + ", " + Numbers.exact(point.x());
      look.point(svg, what, x.at(point.x()), point.y(), y);
    }
  }
}
