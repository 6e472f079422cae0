package org.heddle.brokers.mqtt;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** The main class of the broker's process, the only one that sees Artemis. */
public final class ArtemisMain {

  /** Before the names of acceptors. */
  static final String ACCEPTOR = "acceptor.";

  /** Before the names of users. */
  static final String USER = "user.";

  private static final String ROLE = "everything";

  private ArtemisMain() {}

  /**
   * Runs the broker until the process ends.
   *
   * @param arguments the folder for the journal, and a file with acceptors and users
   * @throws Exception when it does not start
   */
  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
      settings.load(in);
    }
    SecurityConfiguration users = new SecurityConfiguration();
    Configuration configuration = configuration(Path.of(arguments[0]));
    for (String name : settings.stringPropertyNames()) {
      String value = settings.getProperty(name);
      if (name.startsWith(ACCEPTOR)) {
        configuration.addAcceptorConfiguration(
            name.substring(ACCEPTOR.length()),
            value + (value.contains("?") ? ";" : "?") + "protocols=MQTT");
      } else {
        String user = name.substring(USER.length());
        users.addUser(user, value);
        users.addRole(user, ROLE);
        configuration.setSecurityEnabled(true);
      }
    }
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration);
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    broker.start();
  }

  private static Configuration configuration(Path data) {
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(true)
            .setJournalType(JournalType.NIO)
            .setJournalDirectory(data.resolve("journal").toString())
            .setBindingsDirectory(data.resolve("bindings").toString())
            .setPagingDirectory(data.resolve("paging").toString())
            .setLargeMessagesDirectory(data.resolve("large-messages").toString())
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setOutgoingInterceptorClassNames(List.of(OrderKeeper.class.getName()))
            // So that tests see within a second that a session has expired.
            .setMqttSessionScanInterval(500)
            // A full disk of the machine is no reason to block.
            .setMaxDiskUsage(-1);
    configuration.putSecurityRoles(
        "#",
        java.util.Set.of(
            new Role(
                ROLE, true, true, true, true, true, true, true, true, true, true, true, true)));
    return configuration;
  }
}
