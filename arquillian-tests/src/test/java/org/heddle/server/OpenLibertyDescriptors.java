package org.heddle.server;

import jakarta.ejb.MessageDriven;
import java.util.Map;
import org.heddle.api.BatchMessageListener;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Descriptors that tell Open Liberty how to activate the beans of an archive, and say its
 * annotations again with the values that Open Liberty does not put into them.
 */
record OpenLibertyDescriptors(ArchiveAnnotations annotations) {

  private static final String BINDINGS =
      """
      <ejb-jar-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">%s</ejb-jar-bnd>
      """;

  private static final String BINDING =
      """
      <message-driven name="%s">
        <jca-adapter activation-spec-binding-name="%s"/>
      </message-driven>
      """;

  private static final String BEAN =
      """
      <message-driven>
        <ejb-name>%s</ejb-name>
        %s
      </message-driven>
      """;

  /**
   * Adds them to an archive.
   *
   * @param values what its annotations ask for
   */
  static void add(WebArchive application, Map<String, String> values) {
    OpenLibertyDescriptors descriptors =
        new OpenLibertyDescriptors(ArchiveAnnotations.of(application, values));
    application
        .addAsWebInfResource(new StringAsset(descriptors.bindings()), "ibm-ejb-jar-bnd.xml")
        .addAsWebInfResource(StandardDescriptors.ejbJar(descriptors.beans()), "ejb-jar.xml")
        .setWebXML(
            StandardDescriptors.webXml(
                StandardDescriptors.connectionFactories(descriptors.annotations())));
  }

  private String bindings() {
    return BINDINGS.formatted(
        annotations.each(
            MessageDriven.class,
            (type, bean) -> BINDING.formatted(type.getSimpleName(), activationSpec(type))));
  }

  private static String activationSpec(Class<?> bean) {
    return BatchMessageListener.class.isAssignableFrom(bean) ? "heddle-batch" : "heddle";
  }

  private String beans() {
    return annotations.each(
        MessageDriven.class,
        (type, bean) ->
            BEAN.formatted(
                type.getSimpleName(),
                StandardDescriptors.activation(
                    bean, property -> annotations.replaced(property.propertyValue()))));
  }
}
