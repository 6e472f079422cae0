package org.heddle.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Percentiles of latencies, a panel for each broker, on one logarithmic axis.
 *
 * @param title what is shown
 * @param upwards the title of the upright axis, with its unit
 * @param points the points, sorted by percentile; at least one, all positive
 */
record LatencyChart(String title, String upwards, List<Point> points) {

  private static final int MARKER = 20;

  /**
   * A percentile of one series.
   *
   * @param broker the panel
   * @param label what the legend calls the series
   * @param percentile which one, such as 99.9
   * @param value the rounds
   */
  record Point(Broker broker, String label, Parameter percentile, Statistics value) {}

  /** Where what is. */
  private record Layout(
      List<Broker> brokers, List<String> labels, List<Parameter> percentiles, double left) {

    /** The width of one percentile, in which the series stand side by side. */
    double slot() {
      return Math.max(64, 24 + MARKER * labels.size());
    }

    double panel() {
      return slot() * percentiles.size();
    }

    double width() {
      return Math.max(panel() * brokers.size(), Frame.widest(labels) + 60);
    }

    double panel(Broker broker) {
      return left + brokers.indexOf(broker) * panel();
    }

    double middle(Broker broker, Parameter percentile) {
      return panel(broker) + (percentiles.indexOf(percentile) + 0.5) * slot();
    }

    double x(Point point) {
      double side = labels.indexOf(point.label()) - (labels.size() - 1) / 2.0;
      return middle(point.broker(), point.percentile()) + side * MARKER;
    }
  }

  String svg() {
    Scale y =
        Scale.logarithmic(
            points.stream().mapToDouble(point -> point.value().min()).min().orElseThrow(),
            points.stream().mapToDouble(point -> point.value().max()).max().orElseThrow(),
            Frame.BOTTOM,
            Frame.TOP);
    Layout layout =
        new Layout(
            distinct(points.stream().map(Point::broker).sorted()),
            distinct(points.stream().map(Point::label)),
            distinct(
                points.stream()
                    .map(Point::percentile)
                    .sorted((a, b) -> Double.compare(a.value(), b.value()))),
            Frame.leftOf(y));
    Svg svg = new Svg(title, Frame.DESCRIPTION);
    Frame frame = new Frame(layout.left(), Frame.TOP, layout.width(), Frame.BOTTOM - Frame.TOP);
    frame.upright(svg, y, upwards);
    frame.border(svg);
    layout.brokers().forEach(broker -> panel(svg, frame, layout, broker));
    for (int i = 0; i < layout.labels().size(); i++) {
      for (Broker broker : layout.brokers()) {
        draw(svg, layout, broker, layout.labels().get(i), new Look(i), y);
      }
    }
    double end = frame.legend(svg, frame.bottom() + 60, layout.labels());
    return svg.finish(frame.right() + 28, end + 14);
  }

  /** Draws the lower axis of a broker. */
  private static void panel(Svg svg, Frame frame, Layout layout, Broker broker) {
    double left = layout.panel(broker);
    if (left > frame.left()) {
      svg.line(left, frame.top(), left, frame.bottom() + 46, "stroke=\"" + Svg.GREY + "\"");
    }
    svg.heading(left + layout.panel() / 2, frame.bottom() + 42, Svg.Anchor.MIDDLE, broker.title());
    for (Parameter percentile : layout.percentiles()) {
      svg.label(
          layout.middle(broker, percentile),
          frame.bottom() + 20,
          Svg.Anchor.MIDDLE,
          percentile.words());
    }
  }

  private void draw(Svg svg, Layout layout, Broker broker, String label, Look look, Scale y) {
    List<Point> line =
        points.stream()
            .filter(point -> point.broker() == broker && point.label().equals(label))
            .toList();
    if (line.isEmpty()) {
      return;
    }
    look.stroke(
        svg,
        line.stream()
            .map(
                point ->
                    Svg.number(layout.x(point)) + "," + Svg.number(y.at(point.value().median())))
            .collect(Collectors.joining(" L", "M", "")));
    for (Point point : line) {
      String what = broker.title() + ", " + label + ", " + point.percentile().words();
      look.point(svg, what, layout.x(point), point.value(), y);
    }
  }

  private static <T> List<T> distinct(Stream<T> values) {
    return values.distinct().toList();
  }
}
