package org.heddle.brokers.wildfly;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ShellScript;

/**
 * What a {@link WildFly} runs. Start from {@link #defaults()}.
 *
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param managementPort where it is managed on 127.0.0.1; 0 for a free port
 * @param deployments RAR and WAR files
 * @param configuration what configures the server before its first start
 * @param jvmOptions options of the virtual machine, which has a heap of 512 MiB otherwise
 */
public record WildFlyOptions(
    int port,
    int managementPort,
    List<Deployment> deployments,
    Optional<ShellScript> configuration,
    List<String> jvmOptions) {

  /** Copies the lists. */
  public WildFlyOptions {
    deployments = List.copyOf(deployments);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A free port and nothing deployed. */
  public static WildFlyOptions defaults() {
    return new WildFlyOptions(0, 0, List.of(), Optional.empty(), List.of("-Xmx512m"));
  }

  /** Serves HTTP on this port. */
  public WildFlyOptions withPort(int port) {
    return new WildFlyOptions(port, managementPort, deployments, configuration, jvmOptions);
  }

  /** Is managed on this port, by anybody on this machine who may read the server's files. */
  public WildFlyOptions withManagementPort(int managementPort) {
    return new WildFlyOptions(port, managementPort, deployments, configuration, jvmOptions);
  }

  /** Deploys a resource adapter too, under the name of its file. */
  public WildFlyOptions withResourceAdapter(Path rar) {
    return withDeployment(new Deployment(rar, rar.getFileName().toString()));
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public WildFlyOptions withApplication(Path war, String contextRoot) {
    String name = contextRoot.equals("/") ? "ROOT" : contextRoot.substring(1);
    return withDeployment(new Deployment(war, name + ".war"));
  }

  /**
   * Runs a shell script before the first start, instead of any that was given before. It finds
   * {@code WILDFLY_HOME}, and in {@code WILDFLY_BASE} the folder of this server.
   *
   * @param script the script
   * @param environment further variables
   * @param arguments what the script is given
   */
  public WildFlyOptions withConfiguration(
      Path script, Map<String, String> environment, List<String> arguments) {
    return new WildFlyOptions(
        port,
        managementPort,
        deployments,
        Optional.of(new ShellScript(script, environment, arguments)),
        jvmOptions);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public WildFlyOptions withJvmOption(String option) {
    return new WildFlyOptions(
        port, managementPort, deployments, configuration, append(jvmOptions, option));
  }

  private WildFlyOptions withDeployment(Deployment deployment) {
    return new WildFlyOptions(
        port, managementPort, append(deployments, deployment), configuration, jvmOptions);
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  /**
   * An archive to deploy.
   *
   * @param archive its file
   * @param name what the server calls it
   */
  public record Deployment(Path archive, String name) {}
}
