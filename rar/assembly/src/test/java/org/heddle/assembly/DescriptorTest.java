package org.heddle.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.heddle.ra.MessagingActivationSpec;
import org.heddle.ra.MessagingResourceAdapter;
import org.heddle.ra.config.ConfigProperties;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The committed descriptor and tables are what the beans say. Run with {@code -Dheddle.render=true}
 * to write them anew.
 */
class DescriptorTest {

  private static final Path ROOT = Path.of("../..");

  @Test
  void shouldHaveTheDescriptorThatTheBeansSay() throws IOException {
    compare("rar/assembly/src/main/rar/META-INF/ra.xml", DescriptorRenderer.render());
  }

  @TestFactory
  Stream<DynamicTest> shouldHaveTheTablesThatTheBeansSay() {
    Stream<DynamicTest> neutral =
        Stream.of(
            table(
                "resource-adapter",
                "The resource adapter",
                "Properties of the resource adapter itself.",
                new MessagingResourceAdapter()),
            table(
                "activation",
                "Message-driven beans",
                "Activation properties of a message-driven bean, the same for every broker.",
                new MessagingActivationSpec()));
    return Stream.concat(neutral, Backends.managedConnectionFactories().stream().map(this::table));
  }

  @Test
  void shouldHaveTheTableOfWhatEachBrokerCanDo() throws IOException {
    compare("docs/brokers.md", CapabilityRenderer.render());
  }

  private DynamicTest table(AbstractManagedConnectionFactory factory) {
    String broker = Backends.title(factory);
    return table(
        broker.toLowerCase(Locale.ROOT),
        "Connection factories: " + broker,
        "Properties of a connection factory of type `"
            + Backends.connectionFactoryInterface(factory).getName()
            + "`.",
        factory);
  }

  private DynamicTest table(String file, String title, String introduction, Object bean) {
    return DynamicTest.dynamicTest(
        file,
        () ->
            compare(
                "docs/config/" + file + ".md", TableRenderer.render(title, introduction, bean)));
  }

  @TestFactory
  Stream<DynamicTest> shouldDescribeEveryProperty() {
    return Stream.concat(
            Stream.of(new MessagingResourceAdapter(), new MessagingActivationSpec()),
            Backends.managedConnectionFactories().stream())
        .flatMap(bean -> ConfigProperties.of(bean).stream())
        .map(
            property ->
                DynamicTest.dynamicTest(
                    property.name(),
                    () -> {
                      assertThat(property.description()).endsWith(".").hasSizeGreaterThan(20);
                      assertThat(property.type().getPackageName()).isEqualTo("java.lang");
                    }));
  }

  private static void compare(String committed, String rendered) throws IOException {
    Path file = ROOT.resolve(committed);
    if (Boolean.getBoolean("heddle.render")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, rendered);
    }
    assertThat(file)
        .as("Render again with -Dheddle.render=true and commit the result")
        .exists()
        .hasContent(rendered);
  }
}
