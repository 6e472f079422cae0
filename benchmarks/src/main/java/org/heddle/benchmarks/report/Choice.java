package org.heddle.benchmarks.report;

import java.util.Arrays;
import java.util.function.Function;

/** Finds one of a closed set by what it is called in files. */
final class Choice {

  private Choice() {}

  static <T> T of(T[] choices, Function<T, String> id, String wanted, String what) {
    return Arrays.stream(choices)
        .filter(choice -> id.apply(choice).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s\" is no %s; expected one of %s"
                        .formatted(wanted, what, Arrays.stream(choices).map(id).toList())));
  }
}
