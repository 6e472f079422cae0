package org.heddle.benchmarks.app;

/** One round of something. */
interface Task {

  /** Runs it and returns what was measured, numbers separated by blanks. */
  String run(Parameters parameters) throws Exception;
}
