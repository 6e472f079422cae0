package org.heddle.benchmarks.report;

/** How thoroughly was measured. */
public enum Settings {
  /** Few and short rounds: shows that the measurement works, and large regressions. */
  QUICK("quick"),
  /** The rounds that published numbers are made of. */
  FULL("full");

  private final String id;

  Settings(String id) {
    this.id = id;
  }

  /** The settings as they are called in files. */
  public String id() {
    return id;
  }

  /**
   * The settings of that id.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Settings of(String id) {
    return Choice.of(values(), Settings::id, id, "settings");
  }
}
