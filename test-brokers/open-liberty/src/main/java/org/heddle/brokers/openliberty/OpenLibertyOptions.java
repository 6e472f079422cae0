package org.heddle.brokers.openliberty;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ShellScript;

/**
 * What an {@link OpenLiberty} runs. Start from {@link #defaults()}.
 *
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param features what the server can do, besides what is configured
 * @param applications WAR files
 * @param configuration what configures the server before its first start
 * @param jvmOptions options of the virtual machine, which has a heap of 512 MiB otherwise
 */
public record OpenLibertyOptions(
    int port,
    List<String> features,
    List<Application> applications,
    Optional<ShellScript> configuration,
    List<String> jvmOptions) {

  /** Copies the lists. */
  public OpenLibertyOptions {
    features = List.copyOf(features);
    applications = List.copyOf(applications);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A free port, no feature and nothing deployed. */
  public static OpenLibertyOptions defaults() {
    return new OpenLibertyOptions(0, List.of(), List.of(), Optional.empty(), List.of("-Xmx512m"));
  }

  /** Serves HTTP on this port. */
  public OpenLibertyOptions withPort(int port) {
    return new OpenLibertyOptions(port, features, applications, configuration, jvmOptions);
  }

  /** Has a feature too, such as {@code servlet-6.0}. */
  public OpenLibertyOptions withFeature(String feature) {
    return new OpenLibertyOptions(
        port, append(features, feature), applications, configuration, jvmOptions);
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public OpenLibertyOptions withApplication(Path war, String contextRoot) {
    return new OpenLibertyOptions(
        port,
        features,
        append(applications, new Application(war, contextRoot)),
        configuration,
        jvmOptions);
  }

  /**
   * Runs a shell script before the first start, instead of any that was given before. It finds
   * {@code WLP_HOME}, and in {@code WLP_USER_DIR} and {@code SERVER} the folder and the name of
   * this server.
   */
  public OpenLibertyOptions withConfiguration(ShellScript script) {
    return new OpenLibertyOptions(port, features, applications, Optional.of(script), jvmOptions);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public OpenLibertyOptions withJvmOption(String option) {
    return new OpenLibertyOptions(
        port, features, applications, configuration, append(jvmOptions, option));
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  /**
   * An application to deploy.
   *
   * @param war its file
   * @param contextRoot the path that it is served under, {@code /} for all
   */
  public record Application(Path war, String contextRoot) {}
}
