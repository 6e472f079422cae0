package org.heddle.server;

import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on the broker inside the adapter. */
@ExtendWith(ArquillianExtension.class)
class MemoryIT implements EverythingOnOneBroker {

  @Inject private Suite suite;

  @Deployment
  @TargetsContainer("memory")
  static WebArchive application() {
    return Application.withTests(MemoryDefinition.class);
  }

  @Override
  public Suite suite() {
    return suite;
  }
}
