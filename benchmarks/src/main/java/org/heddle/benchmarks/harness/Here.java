package org.heddle.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.heddle.benchmarks.report.Machine;

/** This machine, and the versions of what the build has put together. */
final class Here {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final int MEBIBYTE = 1 << 20;

  private Here() {}

  static Machine machine() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        processor(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() / MEBIBYTE,
        system.getName() + " " + system.getVersion(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  private static String processor() {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + PROCESSORS, e);
    }
  }

  /** Versions by name, as Maven has filtered them into a resource. */
  static Map<String, String> versions() {
    Properties filtered = new Properties();
    try (InputStream in = Here.class.getResourceAsStream("versions.properties")) {
      filtered.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the versions", e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name :
        List.of(
            "Heddle", "Kafka", "Pulsar", "Artemis", "Paho", "Jackson", "Derby", "Payara Micro")) {
      versions.put(name, filtered.getProperty(name.replace(' ', '-')));
    }
    return versions;
  }
}
