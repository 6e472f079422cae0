package org.heddle.benchmarks.report;

/** What kind of question a series answers. */
public enum Group {
  /** How many messages are received. */
  CONSUME("consume", "Consuming"),
  /** How many messages are sent. */
  SEND("send", "Sending"),
  /** How long a message is under way. */
  LATENCY("latency", "Latency"),
  /** How long a commit takes. */
  COMMIT("commit", "Commits"),
  /** What is added with every activation, connection or message. */
  GROWTH("growth", "Growth"),
  /** How long a deployment takes. */
  DEPLOYMENT("deployment", "Deployment");

  private final String id;
  private final String title;

  Group(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The group as it is called in files. */
  public String id() {
    return id;
  }

  /** The group as it is called in headings. */
  public String title() {
    return title;
  }

  /**
   * The group of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Group of(String id) {
    return Choice.of(values(), Group::id, id, "group");
  }
}
