package org.heddle.server;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.resource.ConnectionFactoryDefinition;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Descriptors that tell GlassFish which adapter calls the beans of an archive, and say its
 * annotations again with the values that GlassFish does not put into them. An application of one
 * configuration would have them as files.
 */
final class GlassFishDescriptors {

  private static final String BEANS =
      """
      <!DOCTYPE glassfish-ejb-jar PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 EJB 3.1//EN"
          "http://glassfish.org/dtds/glassfish-ejb-jar_3_1-1.dtd">
      <glassfish-ejb-jar><enterprise-beans>%s</enterprise-beans></glassfish-ejb-jar>
      """;

  private static final String BEAN =
      """
      <ejb><ejb-name>%s</ejb-name><mdb-resource-adapter>
        <resource-adapter-mid>heddle</resource-adapter-mid>
        <activation-config>%s</activation-config>
      </mdb-resource-adapter></ejb>
      """;

  private static final String ACTIVATION_PROPERTY =
      """
      <activation-config-property>
        <activation-config-property-name>%s</activation-config-property-name>
        <activation-config-property-value>%s</activation-config-property-value>
      </activation-config-property>
      """;

  private static final String FACTORIES =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">%s</web-app>
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

  private static final Pattern VALUE = Pattern.compile("\\$\\{MPCONFIG=([^:}]+):?([^}]*)}");

  private static final String CLASSES = "/WEB-INF/classes/";

  private final Map<String, String> values;

  private GlassFishDescriptors(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Adds them to an archive.
   *
   * @param values what its annotations ask for
   */
  static void add(WebArchive application, Map<String, String> values) {
    GlassFishDescriptors descriptors = new GlassFishDescriptors(values);
    List<Class<?>> classes = classes(application);
    String beans = BEANS.formatted(each(classes, MessageDriven.class, descriptors::bean));
    String factories =
        FACTORIES.formatted(each(classes, ConnectionFactoryDefinition.class, descriptors::factory));
    application
        .addAsWebInfResource(new StringAsset(beans), "glassfish-ejb-jar.xml")
        .setWebXML(new StringAsset(factories));
  }

  private String bean(Class<?> type, MessageDriven bean) {
    return BEAN.formatted(
        type.getSimpleName(), joined(bean.activationConfig(), this::activationProperty));
  }

  private String activationProperty(ActivationConfigProperty property) {
    return ACTIVATION_PROPERTY.formatted(
        property.propertyName(), replaced(property.propertyValue()));
  }

  private String factory(Class<?> type, ConnectionFactoryDefinition definition) {
    return FACTORY.formatted(
        definition.name(),
        definition.interfaceName(),
        definition.resourceAdapter(),
        definition.transactionSupport(),
        joined(definition.properties(), this::property));
  }

  private String property(String pair) {
    String[] nameAndValue = pair.split("=", 2);
    return PROPERTY.formatted(nameAndValue[0], replaced(nameAndValue[1]));
  }

  private String replaced(String text) {
    return VALUE
        .matcher(text)
        .replaceAll(
            value -> Matcher.quoteReplacement(values.getOrDefault(value.group(1), value.group(2))));
  }

  private static <A extends Annotation> String each(
      List<Class<?>> classes, Class<A> annotation, BiFunction<Class<?>, A, String> description) {
    return classes.stream()
        .flatMap(
            type ->
                Arrays.stream(type.getAnnotationsByType(annotation))
                    .map(found -> description.apply(type, found)))
        .collect(Collectors.joining());
  }

  private static <T> String joined(T[] items, Function<T, String> description) {
    return Arrays.stream(items).map(description).collect(Collectors.joining());
  }

  private static List<Class<?>> classes(WebArchive application) {
    return application.getContent(Filters.include(CLASSES + ".*\\.class")).keySet().stream()
        .map(path -> path.get().substring(CLASSES.length()).replace('/', '.'))
        .<Class<?>>map(file -> load(file.substring(0, file.lastIndexOf('.'))))
        .toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The archive has a class that the tests have not", e);
    }
  }
}
