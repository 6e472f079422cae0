package org.heddle.server;

import jakarta.ejb.MessageDriven;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Descriptors that tell GlassFish which adapter calls the beans of an archive, and say its
 * annotations again with the values that GlassFish does not put into them.
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
      <ejb>
        <ejb-name>%s</ejb-name>
        <mdb-resource-adapter>
          <resource-adapter-mid>heddle</resource-adapter-mid>
          %s
        </mdb-resource-adapter>
      </ejb>
      """;

  private GlassFishDescriptors() {}

  /**
   * Adds them to an archive.
   *
   * @param values what its annotations ask for
   */
  static void add(WebArchive application, Map<String, String> values) {
    ArchiveAnnotations annotations = ArchiveAnnotations.of(application, values);
    application
        .addAsWebInfResource(new StringAsset(beans(annotations)), "glassfish-ejb-jar.xml")
        .setWebXML(
            StandardDescriptors.webXml(StandardDescriptors.connectionFactories(annotations)));
  }

  private static String beans(ArchiveAnnotations annotations) {
    return BEANS.formatted(
        annotations.each(
            MessageDriven.class,
            (type, bean) ->
                BEAN.formatted(
                    type.getSimpleName(),
                    StandardDescriptors.activation(
                        bean, property -> annotations.replaced(property.propertyValue())))));
  }
}
