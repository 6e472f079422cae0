package org.heddle.brokers;

import java.util.List;

/** What a {@link ChildProcess} runs. */
public sealed interface Command permits JavaCommand, NativeCommand {

  /** What error messages call the program. */
  String program();

  /** Runs the program so that it ends when its standard input does. */
  List<String> tetheredCommandLine();
}
