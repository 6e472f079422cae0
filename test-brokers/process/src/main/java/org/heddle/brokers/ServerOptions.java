package org.heddle.brokers;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server runs that a shell script configures. Start from {@link #defaults()}.
 *
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param configuration what configures the server, once
 * @param applications WAR files, which need the configuration
 * @param jvmOptions options of the virtual machine, which has a heap of 512 MiB otherwise
 */
public record ServerOptions(
    int port,
    Optional<ShellScript> configuration,
    List<WebApplication> applications,
    List<String> jvmOptions) {

  /** Copies the lists. */
  public ServerOptions {
    applications = List.copyOf(applications);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A free port and nothing deployed. */
  public static ServerOptions defaults() {
    return new ServerOptions(0, Optional.empty(), List.of(), List.of("-Xmx512m"));
  }

  /** Serves HTTP on this port. */
  public ServerOptions withPort(int port) {
    return new ServerOptions(port, configuration, applications, jvmOptions);
  }

  /**
   * Runs a shell script, instead of any that was given before. The server says when, and which
   * variables tell the script of it.
   */
  public ServerOptions withConfiguration(ShellScript script) {
    return new ServerOptions(port, Optional.of(script), applications, jvmOptions);
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public ServerOptions withApplication(Path war, String contextRoot) {
    return new ServerOptions(
        port,
        configuration,
        append(applications, new WebApplication(war, contextRoot)),
        jvmOptions);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public ServerOptions withJvmOption(String option) {
    return new ServerOptions(port, configuration, applications, append(jvmOptions, option));
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
