package org.heddle.brokers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of the operating system that a {@link ChildProcess} runs.
 *
 * @param executable the program's file
 * @param arguments what it is given
 */
public record NativeCommand(Path executable, List<String> arguments) implements Command {

  /**
   * Becomes the program, which so has the process id that is to be killed, and leaves behind a
   * watch that kills it at the end of standard input, as {@link Tether} does for Java. A shell
   * takes standard input away from what runs in the background, hence the third descriptor.
   */
  private static final String TETHER =
      "exec 3<&0; { cat <&3; kill -9 $$; } >/dev/null 2>&1 & exec \"$@\" 3<&-";

  /** Copies the list. */
  public NativeCommand {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String program() {
    return executable.toString();
  }

  @Override
  public List<String> tetheredCommandLine() {
    return Stream.concat(
            Stream.of("/bin/sh", "-c", TETHER, "tether", executable.toString()), arguments.stream())
        .toList();
  }
}
