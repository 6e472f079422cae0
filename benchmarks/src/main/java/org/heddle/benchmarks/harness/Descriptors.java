package org.heddle.benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The deployment descriptors of the application, with a bean for each variant. */
final class Descriptors {

  private static final String PACKAGE = "org.heddle.benchmarks.app.";

  private static final String EJB_JAR =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" metadata-complete="true">
        <enterprise-beans>
      %s  </enterprise-beans>
        <assembly-descriptor>
      %s  </assembly-descriptor>
      </ejb-jar>
      """;

  private static final String BEAN =
      """
          <message-driven>
            <ejb-name>%s</ejb-name>
            <ejb-class>%s</ejb-class>
            <messaging-type>%s</messaging-type>
            <transaction-type>Container</transaction-type>
            <activation-config>
      %s      </activation-config>
          </message-driven>
      """;

  private static final String PROPERTY =
      """
              <activation-config-property>
                <activation-config-property-name>%s</activation-config-property-name>
                <activation-config-property-value>%s</activation-config-property-value>
              </activation-config-property>
      """;

  private static final String TRANSACTION =
      """
          <container-transaction>
            <method>
              <ejb-name>%s</ejb-name>
              <method-name>*</method-name>
            </method>
            <trans-attribute>%s</trans-attribute>
          </container-transaction>
      """;

  private static final String WEB =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
        <servlet>
          <servlet-name>tasks</servlet-name>
          <servlet-class>%s</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>tasks</servlet-name>
          <url-pattern>/task/*</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private Descriptors() {}

  /** Maps a servlet to the tasks. */
  static String web(String servlet) {
    return WEB.formatted(servlet);
  }

  /**
   * Declares a bean for each variant, and those that the loop calls.
   *
   * @param topics what each variant listens to
   * @param properties activation properties that all have
   */
  static String ejbJar(Map<Variant, String> topics, Map<String, String> properties, boolean loop) {
    StringBuilder beans = new StringBuilder();
    StringBuilder transactions = new StringBuilder();
    topics.forEach(
        (variant, topic) -> {
          beans.append(bean(variant, topic, properties));
          transactions.append(
              TRANSACTION.formatted(
                  variant.id(), variant.transacted() ? "Required" : "NotSupported"));
        });
    if (loop) {
      for (String attribute : List.of("Required", "NotSupported")) {
        String name = "empty-" + attribute;
        beans.append(
            BEAN.formatted(
                name,
                PACKAGE + "EmptyBean",
                Runnable.class.getName(),
                PROPERTY.formatted("bean", attribute)));
        transactions.append(TRANSACTION.formatted(name, attribute));
      }
    }
    return EJB_JAR.formatted(beans, transactions);
  }

  private static String bean(Variant variant, String topic, Map<String, String> common) {
    boolean batch = variant.batch() > 0;
    String type = PACKAGE + (batch ? "BatchBean" : "SingleBean");
    Map<String, String> properties = new TreeMap<>(common);
    properties.put("topic", topic);
    properties.put("subscription", "benchmarks");
    properties.put("autoStart", "false");
    properties.put("concurrency", String.valueOf(variant.concurrency()));
    properties.put("redeliveryDelayMillis", "1");
    properties.put("redeliveryMultiplier", "1");
    if (batch) {
      properties.put("batchSize", String.valueOf(variant.batch()));
    }
    return BEAN.formatted(
        variant.id(),
        type,
        "org.heddle.api." + (batch ? "BatchMessageListener" : "MessageListener"),
        properties.entrySet().stream()
            .map(property -> PROPERTY.formatted(property.getKey(), property.getValue()))
            .collect(Collectors.joining()));
  }
}
