package org.heddle.server;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.heddle.api.MessageListener;
import org.heddle.server.app.DefinedBean;
import org.heddle.server.app.Entry;
import org.heddle.server.app.Ledger;
import org.heddle.server.app.Names;
import org.heddle.server.app.RelayBean;
import org.heddle.server.app.Task;
import org.heddle.server.app.TextBean;
import org.heddle.server.app.Worker;
import org.heddle.server.bridge.Crossing;
import org.heddle.server.secrets.Indiscretion;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the application with the tests that run inside it. The API is the adapter's. */
final class Application {

  private Application() {}

  static WebArchive withTests(Class<?> definition) {
    return archive("suite.war")
        .addAsWebInfResource("suite-jboss-web.xml", "jboss-web.xml")
        .addPackage(Task.class.getPackage())
        .addClasses(
            Suite.class,
            Outcomes.class,
            Redeliveries.class,
            Sends.class,
            Listeners.class,
            Connections.class,
            Environment.class,
            Management.class,
            Management.MBean.class,
            EverythingOnOneBroker.class,
            Isolation.class,
            definition)
        .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matchers.class))
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** The beans alone. */
  static WebArchive alone() {
    return archive("life.war")
        .addAsWebInfResource("suite-jboss-web.xml", "jboss-web.xml")
        .addClasses(
            Task.class,
            Task.Deed.class,
            Names.class,
            Entry.class,
            Ledger.class,
            Worker.class,
            RelayBean.class,
            DefinedBean.class,
            KafkaDefinition.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** Carries messages from one broker to another. */
  static WebArchive bridge() {
    return archive("bridge.war")
        .addAsWebInfResource("bridge-jboss-web.xml", "jboss-web.xml")
        .addPackage(Crossing.class.getPackage())
        .addAsLibraries(jarOf(Assertions.class))
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** Configured with secrets, and failing. */
  static WebArchive indiscreet() {
    return archive("secrets.war").addPackage(Indiscretion.class.getPackage());
  }

  /** Has a copy of the API, by mistake. */
  static WebArchive bundling(String name, boolean namesTheAdapter) {
    WebArchive archive =
        namesTheAdapter ? archive(name) : ShrinkWrap.create(WebArchive.class, name);
    return archive
        .addAsWebInfResource("suite-jboss-web.xml", "jboss-web.xml")
        .addClasses(Task.class, Task.Deed.class, Names.class, Entry.class, Ledger.class)
        .addClass(TextBean.class)
        .addAsLibraries(jarOf(MessageListener.class))
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** An archive with the descriptors of all servers; each reads its own. */
  private static WebArchive archive(String name) {
    return ShrinkWrap.create(WebArchive.class, name)
        .addAsWebInfResource(new File("WEB-INF/jboss-deployment-structure.xml"))
        .addAsWebInfResource(new File("WEB-INF/jboss-ejb3.xml"));
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Where is the jar of " + type + "?", e);
    }
  }
}
