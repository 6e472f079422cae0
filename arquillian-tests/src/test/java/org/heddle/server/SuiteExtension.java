package org.heddle.server;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian what its configuration file cannot say. */
public final class SuiteExtension implements LoadableExtension {

  /** The server that the suite runs in: a group of {@code arquillian.xml}. */
  static final String SERVER = System.getProperty("arquillian.launch");

  @Override
  public void register(ExtensionBuilder builder) {
    switch (SERVER) {
      case "payara" -> builder.observer(PayaraSettings.class);
      case "wildfly" -> builder.observer(WildFlyServers.class);
      default -> throw unknownServer();
    }
  }

  static IllegalStateException unknownServer() {
    return new IllegalStateException("There is no suite for " + SERVER);
  }
}
