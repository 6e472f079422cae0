package org.heddle.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.resource.ConnectionFactoryDefinition;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;

/** Parts of the descriptors of Jakarta EE, which come before annotations. */
final class StandardDescriptors {

  private static final String EJB_JAR =
      """
      <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
        <enterprise-beans>%s</enterprise-beans>
      </ejb-jar>
      """;

  private static final String WEB_APP =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">%s</web-app>
      """;

  private static final String ACTIVATION =
      """
      <activation-config>%s</activation-config>
      """;

  private static final String ACTIVATION_PROPERTY =
      """
      <activation-config-property>
        <activation-config-property-name>%s</activation-config-property-name>
        <activation-config-property-value>%s</activation-config-property-value>
      </activation-config-property>
      """;

  private static final String FACTORY =
      """
      <connection-factory>
        <name>%s</name>
        <interface-name>%s</interface-name>
        <resource-adapter>%s</resource-adapter>
        <transaction-support>%s</transaction-support>
        %s
      </connection-factory>
      """;

  private static final String PROPERTY = "<property><name>%s</name><value>%s</value></property>";

  private StandardDescriptors() {}

  /** {@code ejb-jar.xml} with these beans. */
  static Asset ejbJar(String beans) {
    return new StringAsset(EJB_JAR.formatted(beans));
  }

  /** {@code web.xml} with these elements. */
  static Asset webXml(String elements) {
    return new StringAsset(WEB_APP.formatted(elements));
  }

  /**
   * The activation of a bean.
   *
   * @param value gives a property the value that it shall have
   */
  static String activation(MessageDriven bean, Function<ActivationConfigProperty, String> value) {
    return ACTIVATION.formatted(
        Arrays.stream(bean.activationConfig())
            .map(
                property ->
                    ACTIVATION_PROPERTY.formatted(property.propertyName(), value.apply(property)))
            .collect(Collectors.joining()));
  }

  /** The connection factories that an archive defines. */
  static String connectionFactories(ArchiveAnnotations annotations) {
    return annotations.each(
        ConnectionFactoryDefinition.class,
        (type, definition) ->
            FACTORY.formatted(
                definition.name(),
                definition.interfaceName(),
                definition.resourceAdapter(),
                definition.transactionSupport(),
                properties(definition, annotations)));
  }

  private static String properties(
      ConnectionFactoryDefinition definition, ArchiveAnnotations annotations) {
    return Arrays.stream(definition.properties())
        .map(property -> property.split("=", 2))
        .map(pair -> PROPERTY.formatted(pair[0], annotations.replaced(pair[1])))
        .collect(Collectors.joining());
  }
}
