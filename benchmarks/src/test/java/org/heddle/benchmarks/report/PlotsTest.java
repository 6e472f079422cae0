package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heddle.benchmarks.report.Samples.CLIENT;
import static org.heddle.benchmarks.report.Samples.PAYARA;
import static org.heddle.benchmarks.report.Samples.rate;
import static org.heddle.benchmarks.report.Samples.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PlotsTest {

  private static final Series PLAIN =
      rate(Broker.KAFKA, CLIENT, Series.PLAIN, 100.0).withSize(1_000);

  @Test
  void shouldDrawWhatWasMeasured() {
    assertThat(Plots.of(Samples.everything()))
        .containsOnlyKeys(
            "growth-activations-kib.svg",
            "growth-activations-threads.svg",
            "latency-ms.svg",
            "ratio-consume-messages-s-kafka.svg",
            "ratio-consume-messages-s-mqtt.svg",
            "ratio-consume-messages-s-pulsar.svg",
            "ratio-latency-ms.svg",
            "size-consume-messages-s-kafka.svg",
            "size-consume-messages-s-mqtt.svg",
            "size-consume-messages-s-pulsar.svg");
    assertThat(Plots.of(report())).isEmpty();
  }

  @Test
  void shouldDrawAsSomebodyFoundGood() {
    for (String name :
        List.of("growth-activations-kib.svg", "latency-ms.svg", "ratio-latency-ms.svg")) {
      Golden.compare(name, Plots.of(Samples.everything()).get(name));
    }
  }

  @Test
  void shouldBeWellFormedAndReadable() {
    List<Report> reports = List.of(Samples.everything(), odd(), crowded());

    for (Report report : reports) {
      Plots.of(report).forEach(PlotsTest::check);
    }
  }

  private static void check(String name, String image) {
    Document svg = parse(image);
    assertThat(image).as(name).doesNotContain("NaN").doesNotContain("Infinity");
    Element root = svg.getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
    Element ground = (Element) root.getElementsByTagName("rect").item(0);
    assertThat(ground.getAttribute("fill")).isEqualTo("#ffffff");
    assertThat(ground.getAttribute("width")).isEqualTo(root.getAttribute("width"));
    List<Box> boxes = boxes(root);
    double width = Double.parseDouble(root.getAttribute("width"));
    double height = Double.parseDouble(root.getAttribute("height"));
    for (Box box : boxes) {
      assertThat(box.size()).as(name + ": " + box).isGreaterThanOrEqualTo(12);
      assertThat(box.left()).as(name + ": " + box).isGreaterThanOrEqualTo(0);
      assertThat(box.right()).as(name + ": " + box).isLessThanOrEqualTo(width);
      assertThat(box.top()).as(name + ": " + box).isGreaterThanOrEqualTo(0);
      assertThat(box.bottom()).as(name + ": " + box).isLessThanOrEqualTo(height);
      assertThat(boxes).as(name + ": " + box).noneMatch(box::overlaps);
    }
  }

  /** Where a text is, if it is as wide as it can be. */
  private record Box(
      String text, double size, double left, double right, double top, double bottom) {

    boolean overlaps(Box other) {
      return this != other
          && left < other.right
          && other.left < right
          && top < other.bottom
          && other.top < bottom;
    }
  }

  private static List<Box> boxes(Element root) {
    List<Box> boxes = new ArrayList<>();
    NodeList texts = root.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      boxes.add(box(text));
    }
    return boxes;
  }

  private static Box box(Element text) {
    int size =
        text.hasAttribute("font-size") ? Integer.parseInt(text.getAttribute("font-size")) : 13;
    double x = Double.parseDouble(text.getAttribute("x"));
    double width = Svg.widthOf(text.getTextContent(), size);
    double left =
        switch (text.getAttribute("text-anchor")) {
          case "start" -> x;
          case "middle" -> x - width / 2;
          default -> x - width;
        };
    double y = Double.parseDouble(text.getAttribute("y"));
    if (text.hasAttribute("transform")) {
      // The title of the upright axis, by a quarter to the left.
      return new Box(
          text.getTextContent(), size, x - size, x + 0.2 * size, y - width / 2, y + width / 2);
    }
    return new Box(text.getTextContent(), size, left, left + width, y - size, y + 0.2 * size);
  }

  /** One round, nothing, less than nothing, very much, and characters that XML does not like. */
  private static Report odd() {
    Parameter one = new Parameter("workers & <threads>", 1);
    Parameter many = new Parameter("workers & <threads>", 1_000_000);
    Series base = Series.of(Group.COMMIT, Broker.NONE, "a", "plain", Unit.SECONDS, List.of(1e-6));
    Series next =
        Series.of(Group.COMMIT, Broker.NONE, "b\u0000\"<&>", PAYARA, Unit.SECONDS, List.of(25e-6));
    Series memory =
        Series.of(Group.GROWTH, Broker.MEMORY, "heap", PAYARA, Unit.MEBIBYTES, List.of(0.0));
    return report(
        base,
        next.comparedWith("a", Goal.atMost(1.05)),
        memory.withParameter(one),
        Series.of(Group.GROWTH, Broker.MEMORY, "heap", PAYARA, Unit.MEBIBYTES, List.of(-3.5, 2.0))
            .withParameter(many),
        Series.of(Group.LATENCY, Broker.MEMORY, "l", PAYARA, Unit.MILLISECONDS, List.of(1.0))
            .withParameter(Parameter.percentile(50)),
        Series.of(Group.LATENCY, Broker.MEMORY, "l", PAYARA, Unit.MILLISECONDS, List.of(0.0))
            .withParameter(Parameter.percentile(99)));
  }

  /** More lines, values and letters than anybody wants in one image. */
  private static Report crowded() {
    List<Series> series = new ArrayList<>();
    for (int line = 0; line < 12; line++) {
      for (int workers = 1; workers <= 64; workers++) {
        series.add(
            Series.of(
                    Group.GROWTH,
                    Broker.PULSAR,
                    "a name that says much more than anybody would want to know, number " + line,
                    PAYARA,
                    Unit.KIBIBYTES,
                    List.of(1e3 * workers * workers + line, 1e3 * workers * workers))
                .withParameter(new Parameter("workers", workers)));
      }
      for (Broker broker : Broker.values()) {
        for (double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
          series.add(
              Series.of(
                      Group.LATENCY,
                      broker,
                      "line " + line,
                      PAYARA,
                      Unit.MILLISECONDS,
                      List.of(percentile + line))
                  .withParameter(Parameter.percentile(percentile)));
        }
      }
    }
    return new Report(Samples.environment(), Settings.QUICK, series);
  }

  @Test
  void shouldDrawEveryRatioWithItsGoal() {
    String image =
        Plots.of(
                report(
                    PLAIN,
                    rate(Broker.KAFKA, "good", PAYARA, 99.0)
                        .withSize(1_000)
                        .comparedWith(CLIENT, Goal.atLeast(0.95)),
                    rate(Broker.KAFKA, "bad", PAYARA, 50.0)
                        .withSize(1_000)
                        .comparedWith(CLIENT, Goal.atLeast(0.95)),
                    rate(Broker.KAFKA, "free", PAYARA, 10.0).withSize(1_000).comparedWith(CLIENT)))
            .get("ratio-consume-messages-s.svg");

    assertThat(texts(image))
        .contains("Consuming: rate beside the baseline, Kafka")
        .contains("good", "0.990", "at least 0.95: met")
        .contains("bad", "0.500", "at least 0.95: not met")
        .contains("free", "0.100")
        .anyMatch(text -> text.startsWith("More is better. The baseline is: " + CLIENT + "."));
  }

  @Test
  void shouldNameTheBaselineOfEachBarIfTheyDiffer() {
    String image =
        Plots.of(
                report(
                    PLAIN,
                    rate(Broker.KAFKA, "pull", PAYARA, 99.0).withSize(1_000).comparedWith(CLIENT),
                    rate(Broker.KAFKA, "bean", PAYARA, 50.0).withSize(1_000).comparedWith("pull")))
            .get("ratio-consume-messages-s.svg");

    assertThat(texts(image))
        .contains(
            "Payara Micro, 1,000 bytes; baseline: " + CLIENT,
            "Payara Micro, 1,000 bytes; baseline: pull");
  }

  @Test
  void shouldDrawALinearAxisUnlessTheValuesNeedAnother() {
    assertThat(texts(heap(100, 9_000))).contains("Memory in KiB");
    assertThat(texts(heap(100, 11_000))).contains("Memory in KiB, logarithmic");
    assertThat(texts(heap(0, 11_000))).contains("Memory in KiB");
    assertThat(texts(heap(100, 9_000))).contains("Activations, logarithmic");
  }

  private static String heap(double... values) {
    Series[] series =
        IntStream.range(0, values.length)
            .mapToObj(
                i ->
                    Series.of(
                            Group.GROWTH,
                            Broker.KAFKA,
                            "heap",
                            PAYARA,
                            Unit.KIBIBYTES,
                            List.of(values[i]))
                        .withParameter(new Parameter("activations", Math.pow(10, i))))
            .toArray(Series[]::new);
    return Plots.of(report(series)).get("growth-activations-kib.svg");
  }

  @Test
  void shouldDrawNoLineOfASingleSize() {
    assertThat(Plots.of(report(PLAIN))).isEmpty();
    assertThat(Plots.of(report(PLAIN, PLAIN.withSize(10))))
        .containsOnlyKeys("size-consume-messages-s.svg");
  }

  @Test
  void shouldTellLinesApartByMoreThanTheirColour() {
    assertThat(IntStream.range(0, 42).mapToObj(PlotsTest::drawn).distinct()).hasSize(42);
    // Without colours, those of one image.
    assertThat(
            IntStream.range(0, 8)
                .mapToObj(i -> drawn(i).replace(new Look(i).colour(), ""))
                .distinct())
        .hasSize(8);
  }

  private static String drawn(int index) {
    Svg svg = new Svg("", "");
    new Look(index).stroke(svg, "");
    new Look(index).mark(svg, 0, 0);
    return svg.finish(10, 10);
  }

  private static List<String> texts(String image) {
    NodeList texts = parse(image).getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static Document parse(String image) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(image)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(image, e);
    }
  }
}
