package org.heddle.server;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.resource.ConnectionFactoryDefinition;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Descriptors that say the annotations of an archive again with TomEE's names, and with the values
 * that TomEE does not put into them; and its connection factories, whose annotations TomEE does not
 * know, as resources of the application.
 */
record TomEeDescriptors(ArchiveAnnotations annotations, String application) {

  private static final String MESSAGE_DRIVEN =
      """
      <message-driven>
        <ejb-name>%s</ejb-name>
        %s%s
      </message-driven>
      """;

  private static final String SESSION =
      """
      <session>
        <ejb-name>%s</ejb-name>
        %s
      </session>
      """;

  private static final String REFERENCE =
      """
      <resource-ref>
        <res-ref-name>%s</res-ref-name>
        <lookup-name>%s</lookup-name>
      </resource-ref>
      """;

  private static final String RESOURCES = "<resources>%s</resources>";

  private static final String RESOURCE =
      """
      <Resource id="%s" type="%s" class-name="%s">
        ResourceAdapter = heddleRA
        TransactionSupport = xa
        %s
      </Resource>
      """;

  /**
   * Adds them to an archive.
   *
   * @param values what its annotations ask for
   */
  static void add(WebArchive application, Map<String, String> values) {
    TomEeDescriptors descriptors =
        new TomEeDescriptors(
            ArchiveAnnotations.of(application, values),
            application.getName().replaceAll("\\.war$", ""));
    application
        .addAsWebInfResource(StandardDescriptors.ejbJar(descriptors.beans()), "ejb-jar.xml")
        .addAsWebInfResource(new StringAsset(descriptors.resources()), "resources.xml")
        .setWebXML(StandardDescriptors.webXml(descriptors.referencesOfOtherClasses()));
  }

  private String beans() {
    return annotations.each(MessageDriven.class, this::messageDriven)
        + annotations.each(Stateless.class, (type, bean) -> session(type))
        + annotations.each(Singleton.class, (type, bean) -> session(type));
  }

  private String messageDriven(Class<?> type, MessageDriven bean) {
    return MESSAGE_DRIVEN.formatted(
        type.getSimpleName(),
        StandardDescriptors.activation(bean, this::activationValue),
        references(type));
  }

  private String activationValue(ActivationConfigProperty property) {
    String value = annotations.replaced(property.propertyValue());
    return property.propertyName().equals("connectionFactoryLookup") ? jndiName(value) : value;
  }

  private String session(Class<?> type) {
    return SESSION.formatted(type.getSimpleName(), references(type));
  }

  private String referencesOfOtherClasses() {
    return annotations.classes().stream()
        .filter(
            type ->
                Stream.of(MessageDriven.class, Stateless.class, Singleton.class)
                    .noneMatch(type::isAnnotationPresent))
        .map(this::references)
        .collect(Collectors.joining());
  }

  /** What a class looks up, by the names of its fields. */
  private String references(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .map(
            field -> {
              Resource resource = field.getAnnotation(Resource.class);
              return resource == null || resource.lookup().isEmpty()
                  ? ""
                  : REFERENCE.formatted(
                      type.getName() + "/" + field.getName(), jndiName(resource.lookup()));
            })
        .collect(Collectors.joining());
  }

  private String resources() {
    return RESOURCES.formatted(
        annotations.each(
            ConnectionFactoryDefinition.class, (type, definition) -> resource(definition)));
  }

  private String resource(ConnectionFactoryDefinition definition) {
    return RESOURCE.formatted(
        definition.name().replaceFirst("^java:(app/)?", ""),
        definition.interfaceName(),
        managedConnectionFactory(definition.interfaceName()),
        Arrays.stream(definition.properties())
            .map(annotations::replaced)
            .collect(Collectors.joining("\n  ")));
  }

  private static String managedConnectionFactory(String connectionFactory) {
    String broker = connectionFactory.replaceAll(".*\\.|ConnectionFactory$", "");
    return "org.heddle.%s.%sManagedConnectionFactory"
        .formatted(broker.toLowerCase(Locale.ROOT), broker);
  }

  /** Where TomEE has what others have under this name. */
  private String jndiName(String name) {
    return "openejb:Resource/"
        + name.replaceFirst("^java:app/", application + "/").replaceFirst("^java:", "");
  }
}
