package org.heddle.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The beans that the descriptor declares. */
class DescriptorsTest {

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
  }

  private static String text(Document document, String tag, int index) {
    NodeList found = document.getElementsByTagName(tag);
    return found.item(index).getTextContent();
  }

  @Test
  void shouldDeclareEachVariantWithItsTransactionsAndProperties() throws Exception {
    Document descriptor =
        parse(
            Descriptors.ejbJar(
                Map.of(Variant.batch(500, 4), "the-topic"),
                Map.of("connectionFactoryLookup", "a/factory"),
                false));

    assertThat(text(descriptor, "messaging-type", 0))
        .isEqualTo("org.heddle.api.BatchMessageListener");
    assertThat(text(descriptor, "activation-config", 0).split("\\s+"))
        .contains("a/factory", "the-topic", "500", "4");
    assertThat(text(descriptor, "trans-attribute", 0)).isEqualTo("Required");
    assertThat(descriptor.getElementsByTagName("message-driven").getLength()).isEqualTo(1);
  }

  @Test
  void shouldDeclareWhatTheLoopCalls() throws Exception {
    Document descriptor =
        parse(Descriptors.ejbJar(Map.of(Variant.single(false, 1), "t"), Map.of(), true));

    assertThat(text(descriptor, "messaging-type", 1)).isEqualTo("java.lang.Runnable");
    assertThat(text(descriptor, "trans-attribute", 0)).isEqualTo("NotSupported");
    assertThat(text(descriptor, "trans-attribute", 1)).isEqualTo("Required");
  }
}
