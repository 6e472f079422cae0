package org.heddle.brokers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@link JavaProcess} runs: a main class with its class path, options and arguments, on the
 * JDK that runs the caller.
 *
 * @param classPath jars and folders, in order
 * @param options options of the virtual machine, such as {@code -Xmx512m}
 * @param mainClass name of the class to run
 * @param arguments what its {@code main} is given
 */
public record JavaCommand(
    List<Path> classPath, List<String> options, String mainClass, List<String> arguments) {

  /** Copies the lists. */
  public JavaCommand {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** The same class path and options with another main class. */
  JavaCommand tetheredBy(Path tetherLocation) {
    return new JavaCommand(
        Stream.concat(Stream.of(tetherLocation), classPath.stream()).toList(),
        options,
        Tether.class.getName(),
        Stream.concat(Stream.of(mainClass), arguments.stream()).toList());
  }

  List<String> toCommandLine() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    line.add("-cp");
    line.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }
}
