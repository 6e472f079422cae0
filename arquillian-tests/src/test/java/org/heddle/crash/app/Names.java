package org.heddle.crash.app;

/** What the application and those who count have to agree on. */
public final class Names {

  /** Where numbers come in. */
  public static final String INCOMING = "q2/tg/crash/incoming";

  /** Where what became of them goes out. */
  public static final String OUTGOING = "q2/tg/crash/outgoing";

  /** Under which {@link MoveBean} receives. */
  public static final String SUBSCRIPTION = "crash";

  /** System property: the {@link Participant}s that transactions have, separated by commas. */
  public static final String PARTICIPANTS = "crash.participants";

  /** System property: the file that every call is written to. */
  public static final String CALLS = "crash.calls";

  /** Where {@link StoreServlet} is. */
  public static final String STORE = "/store";

  static final String FACTORY = "heddle/ConnectionFactory";
  static final String DATABASE = "jdbc/quakes";
  static final String ARCHIVE = "jdbc/archive";

  private Names() {}
}
