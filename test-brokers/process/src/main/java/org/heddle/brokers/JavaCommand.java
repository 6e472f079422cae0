package org.heddle.brokers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@link ChildProcess} runs: a main class with its class path, options and arguments, on the
 * JDK that runs the caller, with the {@link Compilers} that all processes have.
 *
 * @param classPath jars and folders, in order
 * @param options options of the virtual machine, such as {@code -Xmx512m}
 * @param mainClass name of the class to run
 * @param arguments what its {@code main} is given
 */
public record JavaCommand(
    List<Path> classPath, List<String> options, String mainClass, List<String> arguments)
    implements Command {

  /** Copies the lists. */
  public JavaCommand {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  @Override
  public String program() {
    return mainClass;
  }

  @Override
  public List<String> tetheredCommandLine() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(Compilers.options());
    line.addAll(options);
    line.add("-cp");
    line.add(
        Stream.concat(Stream.of(BrokerFiles.locationOf(Tether.class)), classPath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    line.add(Tether.class.getName());
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }
}
