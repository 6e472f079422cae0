package org.heddle.tested;

/** A column of the table. */
enum Server {
  PAYARA_MICRO("Payara Micro 6", "", "payara"),
  PAYARA_SERVER("Payara Server 6", "PayaraServer", "payara-server"),
  GLASSFISH("GlassFish 7", "GlassFish", "glassfish"),
  GLASSFISH_8("GlassFish 8", "GlassFish8", "glassfish-8"),
  OPEN_LIBERTY("Open Liberty 26", "OpenLiberty", "open-liberty"),
  TOMEE("TomEE 9", "TomEe", "tomee"),
  WILDFLY("WildFly 39", "WildFly", "wildfly");

  private final String title;
  private final String prefix;
  private final String suffix;

  Server(String title, String prefix, String suffix) {
    this.title = title;
    this.prefix = prefix;
    this.suffix = suffix;
  }

  String title() {
    return title;
  }

  /** What the names of classes begin with that test this server alone; empty for one of them. */
  String prefix() {
    return prefix;
  }

  /** What reports are marked with of classes that are run in several servers. */
  String suffix() {
    return suffix;
  }
}
