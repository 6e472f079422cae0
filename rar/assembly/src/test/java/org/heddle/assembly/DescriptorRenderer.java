package org.heddle.assembly;

import org.heddle.api.BatchMessageListener;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnection;
import org.heddle.ra.MessagingActivationSpec;
import org.heddle.ra.MessagingResourceAdapter;
import org.heddle.ra.config.ConfigProperties;
import org.heddle.ra.config.ConfigProperties.Property;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.heddle.ra.outbound.ConnectionHandle;

/** Writes ra.xml from the beans, which are the one place where properties are described. */
final class DescriptorRenderer {

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- Rendered from the configuration beans by DescriptorTest; do not edit. -->
      <connector xmlns="https://jakarta.ee/xml/ns/jakartaee"
                 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/connector_2_1.xsd"
                 version="2.1" metadata-complete="true">
      """;

  private final StringBuilder xml = new StringBuilder(HEAD);
  private int depth = 1;

  static String render() {
    DescriptorRenderer renderer = new DescriptorRenderer();
    renderer.connector();
    return renderer.xml.append("</connector>\n").toString();
  }

  private void connector() {
    element(
        "description", "Kafka, Pulsar, MQTT and a broker in memory behind one broker-neutral API.");
    element("display-name", "Heddle");
    element("vendor-name", "Heddle");
    element("eis-type", "Publish/subscribe messaging");
    element("resourceadapter-version", "0.1");
    open("license");
    element("description", "Apache License, Version 2.0");
    element("license-required", "false");
    close("license");
    open("resourceadapter");
    element("resourceadapter-class", MessagingResourceAdapter.class.getName());
    properties(new MessagingResourceAdapter());
    open("outbound-resourceadapter");
    Backends.managedConnectionFactories().forEach(this::connectionDefinition);
    element("transaction-support", "XATransaction");
    open("authentication-mechanism");
    element("description", "User name and password, given by the application or the container.");
    element("authentication-mechanism-type", "BasicPassword");
    element("credential-interface", "jakarta.resource.spi.security.PasswordCredential");
    close("authentication-mechanism");
    element("reauthentication-support", "false");
    close("outbound-resourceadapter");
    open("inbound-resourceadapter");
    open("messageadapter");
    messageListener(MessageListener.class);
    messageListener(BatchMessageListener.class);
    close("messageadapter");
    close("inbound-resourceadapter");
    close("resourceadapter");
  }

  private void connectionDefinition(AbstractManagedConnectionFactory factory) {
    open("connection-definition");
    element("managedconnectionfactory-class", factory.getClass().getName());
    properties(factory);
    element("connectionfactory-interface", Backends.connectionFactoryInterface(factory).getName());
    element("connectionfactory-impl-class", factory.createConnectionFactory().getClass().getName());
    element("connection-interface", PubSubConnection.class.getName());
    element("connection-impl-class", ConnectionHandle.class.getName());
    close("connection-definition");
  }

  private void messageListener(Class<?> listener) {
    open("messagelistener");
    element("messagelistener-type", listener.getName());
    open("activationspec");
    element("activationspec-class", MessagingActivationSpec.class.getName());
    for (String required : new String[] {"topic", "subscription"}) {
      open("required-config-property");
      element("config-property-name", required);
      close("required-config-property");
    }
    properties(new MessagingActivationSpec());
    close("activationspec");
    close("messagelistener");
  }

  private void properties(Object bean) {
    for (Property property : ConfigProperties.of(bean)) {
      open("config-property");
      element("description", property.description());
      element("config-property-name", property.name());
      element("config-property-type", property.type().getName());
      if (property.value() != null) {
        element("config-property-value", property.value().toString());
      }
      if (property.confidential()) {
        element("config-property-confidential", "true");
      }
      close("config-property");
    }
  }

  private void open(String name) {
    indent().append('<').append(name).append(">\n");
    depth++;
  }

  private void close(String name) {
    depth--;
    indent().append("</").append(name).append(">\n");
  }

  private void element(String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    indent().append('<').append(name).append('>').append(escaped);
    xml.append("</").append(name).append(">\n");
  }

  private StringBuilder indent() {
    return xml.append("  ".repeat(depth));
  }
}
