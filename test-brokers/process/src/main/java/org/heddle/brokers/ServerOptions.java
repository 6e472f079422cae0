package org.heddle.brokers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server runs that a shell script configures. Start from {@link #defaults()}.
 *
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param configuration what configures the server, once
 * @param applications WAR files, which need the configuration
 * @param jvmOptions options of the virtual machine, which has a heap of 512 MiB otherwise
 * @param environment variables that the server finds besides those of the caller
 */
public record ServerOptions(
    int port,
    Optional<ShellScript> configuration,
    List<WebApplication> applications,
    List<String> jvmOptions,
    Map<String, String> environment) {

  /** Copies the lists and the map. */
  public ServerOptions {
    applications = List.copyOf(applications);
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }

  /** A free port and nothing deployed. */
  public static ServerOptions defaults() {
    return new ServerOptions(0, Optional.empty(), List.of(), List.of("-Xmx512m"), Map.of());
  }

  /** Serves HTTP on this port. */
  public ServerOptions withPort(int port) {
    return new ServerOptions(port, configuration, applications, jvmOptions, environment);
  }

  /**
   * Runs a shell script, instead of any that was given before. The server says when, and which
   * variables tell the script of it.
   */
  public ServerOptions withConfiguration(ShellScript script) {
    return new ServerOptions(port, Optional.of(script), applications, jvmOptions, environment);
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public ServerOptions withApplication(Path war, String contextRoot) {
    return new ServerOptions(
        port,
        configuration,
        append(applications, new WebApplication(war, contextRoot)),
        jvmOptions,
        environment);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public ServerOptions withJvmOption(String option) {
    return new ServerOptions(
        port, configuration, applications, append(jvmOptions, option), environment);
  }

  /** Sets a variable of the environment; better than an option for what a server may not print. */
  public ServerOptions withVariable(String name, String value) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(name, value);
    return new ServerOptions(port, configuration, applications, jvmOptions, variables);
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
