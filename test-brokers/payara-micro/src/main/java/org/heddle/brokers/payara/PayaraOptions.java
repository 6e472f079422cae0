package org.heddle.brokers.payara;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.heddle.brokers.WebApplication;

/**
 * What a {@link PayaraMicro} runs. Start from {@link #defaults()}.
 *
 * @param port where it serves HTTP on 127.0.0.1; 0 for a free port
 * @param resourceAdapters RAR files, deployed first; each is known by its file name
 * @param applications WAR files, deployed last
 * @param preBootCommands commands of {@code asadmin} that run before the server starts
 * @param postBootCommands commands of {@code asadmin} that run between the resource adapters and
 *     the applications, such as those that make a connector resource
 * @param libraries jars that the server sees with all its applications, such as a JDBC driver
 * @param jvmOptions options of the virtual machine, which has a heap of 512 MiB otherwise
 */
public record PayaraOptions(
    int port,
    List<Path> resourceAdapters,
    List<WebApplication> applications,
    List<String> preBootCommands,
    List<String> postBootCommands,
    List<Path> libraries,
    List<String> jvmOptions) {

  /** Copies the lists. */
  public PayaraOptions {
    resourceAdapters = List.copyOf(resourceAdapters);
    applications = List.copyOf(applications);
    preBootCommands = List.copyOf(preBootCommands);
    postBootCommands = List.copyOf(postBootCommands);
    libraries = List.copyOf(libraries);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A free port and nothing deployed. */
  public static PayaraOptions defaults() {
    return new PayaraOptions(
        0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of("-Xmx512m"));
  }

  /** Serves HTTP on this port. */
  public PayaraOptions withPort(int port) {
    return new PayaraOptions(
        port,
        resourceAdapters,
        applications,
        preBootCommands,
        postBootCommands,
        libraries,
        jvmOptions);
  }

  /** Deploys a resource adapter too; {@code heddle.rar} is known as {@code heddle}. */
  public PayaraOptions withResourceAdapter(Path rar) {
    return new PayaraOptions(
        port,
        append(resourceAdapters, rar),
        applications,
        preBootCommands,
        postBootCommands,
        libraries,
        jvmOptions);
  }

  /** Deploys an application too, under a context root such as {@code /} or {@code /shop}. */
  public PayaraOptions withApplication(Path war, String contextRoot) {
    return new PayaraOptions(
        port,
        resourceAdapters,
        append(applications, new WebApplication(war, contextRoot)),
        preBootCommands,
        postBootCommands,
        libraries,
        jvmOptions);
  }

  /** Runs a command before the server starts, after those that were given before. */
  public PayaraOptions withPreBootCommand(String command) {
    return new PayaraOptions(
        port,
        resourceAdapters,
        applications,
        append(preBootCommands, command),
        postBootCommands,
        libraries,
        jvmOptions);
  }

  /** Runs a command when the resource adapters are there, after those that were given before. */
  public PayaraOptions withPostBootCommand(String command) {
    return new PayaraOptions(
        port,
        resourceAdapters,
        applications,
        preBootCommands,
        append(postBootCommands, command),
        libraries,
        jvmOptions);
  }

  /** Adds a jar to the server's own class path. */
  public PayaraOptions withLibrary(Path jar) {
    return new PayaraOptions(
        port,
        resourceAdapters,
        applications,
        preBootCommands,
        postBootCommands,
        append(libraries, jar),
        jvmOptions);
  }

  /** Adds an option of the virtual machine, such as {@code -Dname=value}; the last one wins. */
  public PayaraOptions withJvmOption(String option) {
    return new PayaraOptions(
        port,
        resourceAdapters,
        applications,
        preBootCommands,
        postBootCommands,
        libraries,
        append(jvmOptions, option));
  }

  private static <T> List<T> append(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
