package org.heddle.tested;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What became of a class of tests on a server.
 *
 * @param testClass its name below {@code org.heddle}, without that of the server, and {@code on a
 *     newer JDK} if that is where it ran
 * @param server where it ran
 * @param tests the names of its methods that were run, of those with parameters without them
 * @param passed whether tests were run and none of them failed
 */
record TestReport(String testClass, Server server, Set<String> tests, boolean passed) {

  private static final Pattern NAME =
      Pattern.compile("org\\.heddle\\.([a-z]+\\.)(\\w+)(?:\\(([a-z0-9-]+)\\))?");

  private static final int OLDEST_JDK = 17;

  /** Reads what Maven Failsafe has written of a class; empty if it is not a class of ours. */
  static Optional<TestReport> read(Path file) throws IOException {
    Element suite = parse(file);
    Matcher name = NAME.matcher(suite.getAttribute("name"));
    if (!name.matches()) {
      return Optional.empty();
    }
    int tests = number(suite, "tests") - number(suite, "skipped");
    boolean passed = tests > 0 && number(suite, "failures") == 0 && number(suite, "errors") == 0;
    Optional<Server> named = named(name.group(2));
    int prefix = named.map(server -> server.prefix().length()).orElse(0);
    Server server = named.or(() -> marked(name.group(3))).orElse(Server.PAYARA_MICRO);
    return Optional.of(
        new TestReport(
            name.group(1) + name.group(2).substring(prefix) + newer(suite),
            server,
            tests(suite),
            passed));
  }

  /** The class, and each of its tests behind it and a {@code #}. */
  Stream<String> proofs() {
    return Stream.concat(Stream.of(testClass), tests.stream().map(test -> testClass + '#' + test));
  }

  private static Set<String> tests(Element suite) {
    return elements(suite, "testcase")
        .filter(test -> test.getElementsByTagName("skipped").getLength() == 0)
        .map(test -> test.getAttribute("name").replaceFirst("\\W.*", ""))
        .collect(Collectors.toSet());
  }

  /** The server that a class has in its name; of several, that with the longest name. */
  private static Optional<Server> named(String testClass) {
    return Arrays.stream(Server.values())
        .filter(server -> !server.prefix().isEmpty() && testClass.startsWith(server.prefix()))
        .max(Comparator.comparingInt(server -> server.prefix().length()));
  }

  /** The server that a report is marked with, if it is. */
  private static Optional<Server> marked(String suffix) {
    return Arrays.stream(Server.values())
        .filter(server -> server.suffix().equals(suffix))
        .findAny();
  }

  private static String newer(Element suite) {
    return elements(suite, "property")
            .filter(property -> property.getAttribute("name").equals("java.specification.version"))
            .anyMatch(property -> number(property, "value") > OLDEST_JDK)
        ? " on a newer JDK"
        : "";
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList elements = parent.getElementsByTagName(name);
    return IntStream.range(0, elements.getLength()).mapToObj(i -> (Element) elements.item(i));
  }

  private static int number(Element suite, String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }

  private static Element parse(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("Cannot read the report " + file, e);
    }
  }
}
