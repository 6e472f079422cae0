package org.heddle.crash.app;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a transaction leaves a trace, in the order in which it does. */
public enum Participant {
  /** A row in the database. */
  DATABASE,
  /** A row in a second database. */
  ARCHIVE,
  /** A record in the outgoing topic. */
  BROKER;

  /** The participants that a system property names. */
  static Set<Participant> configured() {
    return Stream.of(System.getProperty(Names.PARTICIPANTS).split(","))
        .map(Participant::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Participant.class)));
  }
}
