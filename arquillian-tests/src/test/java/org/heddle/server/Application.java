package org.heddle.server;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.heddle.server.app.Task;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the application with the tests that run inside it. The API is the adapter's. */
final class Application {

  private Application() {}

  static WebArchive withTests(Class<?> definition) {
    return ShrinkWrap.create(WebArchive.class, "suite.war")
        .addPackage(Task.class.getPackage())
        .addClasses(
            Suite.class,
            Outcomes.class,
            Redeliveries.class,
            Sends.class,
            Listeners.class,
            Connections.class,
            Environment.class,
            definition)
        .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matchers.class))
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Where is the jar of " + type + "?", e);
    }
  }
}
