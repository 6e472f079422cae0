package org.heddle.server.app;

import java.util.List;

/** What the beans of the application and its tests agree on. */
public final class Names {

  /** Made by the command files in {@code server-config}, whatever the broker. */
  public static final String FACTORY = "heddle/ConnectionFactory";

  /** Made by the application itself. */
  public static final String DEFINED_FACTORY = "java:app/heddle/Defined";

  public static final String SUBSCRIPTION = "suite";

  /** Where subscriptions start: at the earliest message, unless the broker has none. */
  public static final String POSITION = "${MPCONFIG=suite.position:EARLIEST}";

  public static final String REQUIRED = "q1/tg/server/required";
  public static final String NOT_SUPPORTED = "q1/tg/server/not-supported";
  public static final String BEAN_MANAGED = "q1/tg/server/bean-managed";
  public static final String BATCHES = "q1/tg/server/batches";
  public static final String PARALLEL = "q1/tg/server/parallel";
  public static final String TEXTS = "q1/tg/server/texts";
  public static final String INHERITED = "q1/tg/server/inherited";
  public static final String DEFINED = "q1/tg/server/defined";
  public static final String INCOMING = "q2/tg/server/incoming";
  public static final String OUTGOING = "q2/tg/server/outgoing";
  public static final String DEAD_LETTERS = REQUIRED + ".dead-letter";

  /** All topics of beans that receive by {@link #FACTORY}. */
  static final List<String> TOPICS =
      List.of(
          REQUIRED,
          NOT_SUPPORTED,
          BEAN_MANAGED,
          BATCHES,
          PARALLEL,
          TEXTS,
          INHERITED,
          INCOMING,
          DEAD_LETTERS);

  private Names() {}
}
