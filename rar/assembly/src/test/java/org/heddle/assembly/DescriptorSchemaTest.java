package org.heddle.assembly;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** The descriptor is valid by the schema that servers read it with. */
class DescriptorSchemaTest {

  @Test
  void shouldBeValidBySchema() throws Exception {
    Schema schema = schema(schemas());

    assertThatCode(
            () ->
                schema
                    .newValidator()
                    .validate(new StreamSource(Path.of("src/main/rar/META-INF/ra.xml").toFile())))
        .doesNotThrowAnyException();
  }

  private static Schema schema(Map<String, byte[]> schemas) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    factory.setResourceResolver(new Included(schemas));
    return factory.newSchema(
        new StreamSource(
            new ByteArrayInputStream(schemas.get("connector_2_1.xsd")), "connector_2_1.xsd"));
  }

  /** The schemas lie in a jar within the jar of the server. */
  private static Map<String, byte[]> schemas() throws IOException {
    Map<String, byte[]> schemas = new HashMap<>();
    try (InputStream jar =
            DescriptorSchemaTest.class.getResourceAsStream("/MICRO-INF/runtime/schemas.jar");
        ZipInputStream zip = new ZipInputStream(jar)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        schemas.put(fileName(entry.getName()), zip.readAllBytes());
      }
    }
    return schemas;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static final class Included implements LSResourceResolver {

    private final Map<String, byte[]> schemas;
    private final DOMImplementationLS dom;

    Included(Map<String, byte[]> schemas) throws ReflectiveOperationException {
      this.schemas = schemas;
      this.dom =
          (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
    }

    @Override
    public LSInput resolveResource(
        String type, String namespace, String publicId, String systemId, String base) {
      byte[] schema = schemas.get(fileName(systemId));
      if (schema == null) {
        throw new AssertionError("No schema " + systemId);
      }
      LSInput input = dom.createLSInput();
      input.setSystemId(fileName(systemId));
      input.setByteStream(new ByteArrayInputStream(schema));
      return input;
    }
  }
}
