package org.heddle.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the finished heddle.rar, and what must not be. */
class RarIT {

  private static final Path RAR = Path.of("target/heddle.rar");

  /** Entries of the RAR, of its jars and of the jars in those, as {@code outer!inner}. */
  private static final List<String> ENTRIES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    try (ZipFile rar = new ZipFile(RAR.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) rar.stream().map(e -> (ZipEntry) e)::iterator) {
        ENTRIES.add(entry.getName());
        if (entry.getName().endsWith(".jar")) {
          readNested(entry.getName() + "!", rar.getInputStream(entry));
        }
      }
    }
  }

  private static void readNested(String prefix, InputStream jar) throws IOException {
    ZipInputStream zip = new ZipInputStream(jar);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      ENTRIES.add(prefix + entry.getName());
      if (entry.getName().endsWith(".jar")) {
        readNested(prefix + entry.getName() + "!", zip);
      }
    }
  }

  @Test
  void shouldHoldTheDescriptorAndOurJarsAlone() {
    assertThat(ENTRIES)
        .filteredOn(entry -> !entry.contains("!") && !entry.endsWith("/"))
        .allMatch(
            entry ->
                entry.startsWith("META-INF/") || entry.matches("heddle-[a-z]+-[0-9.]+.*\\.jar"))
        .contains("META-INF/ra.xml");
  }

  @Test
  void shouldBringNoJakartaClasses() {
    assertThat(ENTRIES).noneMatch(entry -> entry.contains("!jakarta/"));
  }

  @Test
  void shouldBringNoLoggingBinding() {
    assertThat(ENTRIES)
        .noneMatch(entry -> entry.contains("logback") || entry.contains("log4j"))
        .noneMatch(entry -> entry.endsWith("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
        .noneMatch(entry -> entry.endsWith("org/slf4j/impl/StaticLoggerBinder.class"));
  }

  @Test
  void shouldShowTheServerNeitherClientLibrariesNorTheJsonLibrary() {
    assertThat(ENTRIES)
        .filteredOn(entry -> entry.indexOf('!') == entry.lastIndexOf('!'))
        .noneMatch(entry -> entry.contains("!tools/jackson/"))
        .noneMatch(entry -> entry.contains("!com/fasterxml/"))
        .noneMatch(entry -> entry.contains("!org/apache/"))
        .noneMatch(entry -> entry.contains("!org/eclipse/"))
        .noneMatch(entry -> entry.contains("!io/"))
        .noneMatch(entry -> entry.contains("!org/slf4j/"));
  }

  @ParameterizedTest
  @CsvSource({
    "kafka, kafka-clients",
    "pulsar, pulsar-client",
    "mqtt, org.eclipse.paho.client.mqttv3",
    "mqtt, org.eclipse.paho.mqttv5.client"
  })
  void shouldPackEveryClientWithinItsBackend(String broker, String library) {
    String folder = "heddle-" + broker + "-.*!clients/" + broker;
    assertThat(ENTRIES)
        .anyMatch(entry -> entry.matches(folder + "/" + library + ".*\\.jar"))
        .anyMatch(entry -> entry.matches(folder + "/index"));
  }

  /** What it is for, messages encrypted from end to end, Heddle does not offer. */
  @Test
  void shouldLeaveOutTheCryptographyThatThePulsarClientDoesNotNeed() {
    assertThat(ENTRIES).noneMatch(entry -> entry.contains("org/bouncycastle/"));
  }
}
