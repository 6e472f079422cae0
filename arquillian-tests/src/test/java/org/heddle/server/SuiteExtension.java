package org.heddle.server;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian what its configuration file cannot say. */
public final class SuiteExtension implements LoadableExtension {

  /** The server that the suite runs in: a group of {@code arquillian.xml}. */
  static final String SERVER = System.getProperty("arquillian.launch");

  /** The one that Arquillian itself can start. */
  static final String PAYARA_MICRO = "payara";

  @Override
  public void register(ExtensionBuilder builder) {
    if (SERVER.equals(PAYARA_MICRO)) {
      builder.observer(PayaraSettings.class);
    } else {
      builder.override(
          DeployableContainer.class, PayaraMicroDeployableContainer.class, ServerContainer.class);
    }
  }
}
