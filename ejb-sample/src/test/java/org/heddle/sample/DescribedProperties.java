package org.heddle.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the descriptor of a resource adapter says that a console should offer. */
final class DescribedProperties {

  private DescribedProperties() {}

  /**
   * Reads the properties of one connection definition.
   *
   * @param rar the resource adapter
   * @param connectionDefinition the interface of its connection factory
   */
  static List<AdminConsole.Property> of(Path rar, String connectionDefinition) throws IOException {
    try (ZipFile zip = new ZipFile(rar.toFile())) {
      Element connector =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(zip.getInputStream(zip.getEntry("META-INF/ra.xml")))
              .getDocumentElement();
      return elements(connector, "connection-definition")
          .filter(one -> text(one, "connectionfactory-interface").equals(connectionDefinition))
          .flatMap(one -> elements(one, "config-property"))
          .map(DescribedProperties::property)
          .toList();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("Cannot read the descriptor in " + rar, e);
    }
  }

  private static AdminConsole.Property property(Element element) {
    return new AdminConsole.Property(
        text(element, "config-property-name"),
        text(element, "config-property-value"),
        text(element, "config-property-confidential").equals("true"));
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).map(Element::getTextContent).findFirst().orElse("");
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
  }
}
