package org.heddle.brokers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A shell script that configures a server.
 *
 * @param file the script
 * @param environment variables that it finds
 * @param arguments what it is given
 */
public record ShellScript(Path file, Map<String, String> environment, List<String> arguments) {

  /** Copies the map and the list. */
  public ShellScript {
    environment = Map.copyOf(environment);
    arguments = List.copyOf(arguments);
  }

  /**
   * Runs it on the JDK that runs the caller.
   *
   * @param server variables that tell it where the server is
   */
  public Command command(Map<String, String> server) {
    List<String> words = new ArrayList<>();
    words.add("JAVA_HOME=" + System.getProperty("java.home"));
    server.forEach((name, value) -> words.add(name + "=" + value));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.add("/bin/sh");
    words.add(file.toString());
    words.addAll(arguments);
    return new NativeCommand(Path.of("/usr/bin/env"), words);
  }
}
