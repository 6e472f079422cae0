package org.heddle.brokers.glassfish;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ShellScript;

/**
 * What a {@link GlassFish} runs. Start from {@link #of}.
 *
 * @param distribution which server
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param configuration what configures the server when it has started first
 * @param applications WAR files, deployed last
 * @param jvmOptions options of the virtual machine besides those of the domain
 */
public record GlassFishOptions(
    Distribution distribution,
    int port,
    Optional<ShellScript> configuration,
    List<Application> applications,
    List<String> jvmOptions) {

  /** Copies the lists. */
  public GlassFishOptions {
    applications = List.copyOf(applications);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A free port and nothing deployed. */
  public static GlassFishOptions of(Distribution distribution) {
    return new GlassFishOptions(distribution, 0, Optional.empty(), List.of(), List.of());
  }

  /** Serves HTTP on this port. */
  public GlassFishOptions withPort(int port) {
    return new GlassFishOptions(distribution, port, configuration, applications, jvmOptions);
  }

  /**
   * Runs a shell script after the first start, instead of any that was given before. It finds
   * {@code GLASSFISH_HOME}, and in {@code DOMAIN_DIR}, {@code DOMAIN} and {@code ADMIN_PORT} the
   * domain of this server.
   */
  public GlassFishOptions withConfiguration(ShellScript script) {
    return new GlassFishOptions(distribution, port, Optional.of(script), applications, jvmOptions);
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public GlassFishOptions withApplication(Path war, String contextRoot) {
    return new GlassFishOptions(
        distribution,
        port,
        configuration,
        append(applications, new Application(war, contextRoot)),
        jvmOptions);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public GlassFishOptions withJvmOption(String option) {
    return new GlassFishOptions(
        distribution, port, configuration, applications, append(jvmOptions, option));
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
