package org.heddle.brokers.tomee;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ShellScript;

/**
 * What a {@link TomEe} runs. Start from {@link #defaults()}.
 *
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param configuration what configures the server before its first start
 * @param applications WAR files
 * @param jvmOptions options of the virtual machine, which has a heap of 512 MiB otherwise
 */
public record TomEeOptions(
    int port,
    Optional<ShellScript> configuration,
    List<Application> applications,
    List<String> jvmOptions) {

  /** Copies the lists. */
  public TomEeOptions {
    applications = List.copyOf(applications);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A free port and nothing deployed. */
  public static TomEeOptions defaults() {
    return new TomEeOptions(0, Optional.empty(), List.of(), List.of("-Xmx512m"));
  }

  /** Serves HTTP on this port. */
  public TomEeOptions withPort(int port) {
    return new TomEeOptions(port, configuration, applications, jvmOptions);
  }

  /**
   * Runs a shell script before the first start, instead of any that was given before. It finds
   * {@code CATALINA_HOME}, and in {@code CATALINA_BASE} the folder of this server.
   */
  public TomEeOptions withConfiguration(ShellScript script) {
    return new TomEeOptions(port, Optional.of(script), applications, jvmOptions);
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public TomEeOptions withApplication(Path war, String contextRoot) {
    String name = contextRoot.equals("/") ? "ROOT" : contextRoot.substring(1);
    return new TomEeOptions(
        port, configuration, append(applications, new Application(war, name + ".war")), jvmOptions);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public TomEeOptions withJvmOption(String option) {
    return new TomEeOptions(port, configuration, applications, append(jvmOptions, option));
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  /**
   * An application to deploy.
   *
   * @param war its file
   * @param name what the server calls it
   */
  public record Application(Path war, String name) {}
}
