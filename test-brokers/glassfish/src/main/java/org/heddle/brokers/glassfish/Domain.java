package org.heddle.brokers.glassfish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heddle.brokers.FreePorts;

/**
 * A copy of the domain that an installation comes with, which listens on 127.0.0.1 only and on
 * ports of its own.
 *
 * @param directory the folder of all domains
 * @param ports the ports that it has instead of those that it comes with
 */
record Domain(Path directory, Map<Integer, Integer> ports) {

  static final String NAME = "domain1";

  private static final int HTTP = 8080;
  private static final int ADMIN = 4848;

  private static final String CONFIGURATION = "<config name=\"server-config\">";

  /** What is there otherwise without being told, and listens on every address. */
  private static final String JMS =
      """
      <jms-service type="EMBEDDED" default-jms-host="default_JMS_host">
        <jms-host name="default_JMS_host" host="127.0.0.1" port="7676" lazy-init="true"/>
      </jms-service>
      """;

  /** Every port that is a number: those of other templates are names. */
  private static final Pattern PORT = Pattern.compile("(?<=[ .]port=\"?)\\d+");

  private static final Pattern APPLICATION = Pattern.compile("<application ([^>]*)>");
  private static final Pattern NAME_OF = Pattern.compile("\\bname=\"([^\"]+)\"");

  static Domain copy(Path home, Path directory, int httpPort) throws IOException {
    Path original = home.resolve("glassfish/domains").resolve(NAME);
    Path copy = directory.resolve(NAME);
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(original.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Domain domain = new Domain(directory, new HashMap<>(Map.of(HTTP, httpPort)));
    Path file = domain.configuration();
    Files.writeString(file, domain.moved(Files.readString(file)));
    return domain;
  }

  /** The folder of the domain itself. */
  Path root() {
    return directory.resolve(NAME);
  }

  /** The names of the web applications that are loaded at a start. */
  List<String> webApplications() throws IOException {
    return applications(attributes -> attributes.contains("context-root=")).toList();
  }

  /** The names of whatever else is loaded at a start, such as resource adapters. */
  List<String> otherApplications() throws IOException {
    return applications(attributes -> !attributes.contains("context-root=")).toList();
  }

  private Stream<String> applications(Predicate<String> choice) throws IOException {
    return matches(APPLICATION, Files.readString(configuration()))
        .filter(attributes -> attributes.contains("object-type=\"user\""))
        .filter(choice)
        .flatMap(attributes -> matches(NAME_OF, attributes));
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  int adminPort() {
    return ports.get(ADMIN);
  }

  private Path configuration() {
    return root().resolve("config/domain.xml");
  }

  private String moved(String configuration) {
    String local =
        configuration
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replace(CONFIGURATION, CONFIGURATION + JMS)
            .replace("<network-listener port", "<network-listener address=\"127.0.0.1\" port")
            // Payara's cluster, which listens on every address.
            .replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">");
    return PORT.matcher(local)
        .replaceAll(port -> String.valueOf(own(Integer.parseInt(port.group()))));
  }

  private int own(int port) {
    return ports.computeIfAbsent(port, taken -> FreePorts.next());
  }
}
