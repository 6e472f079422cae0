package org.heddle.benchmarks.report;

/** The broker behind a series. */
public enum Broker {
  /** Apache Kafka. */
  KAFKA("kafka", "Kafka"),
  /** Apache Pulsar. */
  PULSAR("pulsar", "Pulsar"),
  /** A broker of MQTT. */
  MQTT("mqtt", "MQTT"),
  /** Heddle's broker in memory. */
  MEMORY("memory", "Memory"),
  /** No broker takes part, as in the deployment of the adapter alone. */
  NONE("none", "No broker");

  private final String id;
  private final String title;

  Broker(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The broker as it is called in files. */
  public String id() {
    return id;
  }

  /** The broker as it is called in headings. */
  public String title() {
    return title;
  }

  /**
   * The broker of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Broker of(String id) {
    return Choice.of(values(), Broker::id, id, "broker");
  }
}
