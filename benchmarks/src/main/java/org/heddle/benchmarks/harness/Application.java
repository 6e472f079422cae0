package org.heddle.benchmarks.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heddle.benchmarks.app.TaskServlet;
import org.heddle.benchmarks.bare.FootprintServlet;
import org.heddle.benchmarks.loop.LoopResourceAdapter;
import org.heddle.benchmarks.plain.PlainClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The application of the benchmarks, to be packed for a server.
 *
 * @param topics the beans that it has, and what each listens to
 * @param properties activation properties of all of them, such as the connection factory
 * @param loop whether it has the beans that the loop calls
 * @param descriptors the server's own descriptors, by their names in {@code WEB-INF}
 */
record Application(
    Map<Variant, String> topics,
    Map<String, String> properties,
    boolean loop,
    Map<String, String> descriptors) {

  private static final String LOOP_RA =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <connector xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.1" metadata-complete="true">
        <vendor-name>Heddle</vendor-name>
        <eis-type>Loop</eis-type>
        <resourceadapter-version>1</resourceadapter-version>
        <resourceadapter>
          <resourceadapter-class>%s</resourceadapter-class>
          <inbound-resourceadapter>
            <messageadapter>
              <messagelistener>
                <messagelistener-type>java.lang.Runnable</messagelistener-type>
                <activationspec>
                  <activationspec-class>%s.LoopActivationSpec</activationspec-class>
                </activationspec>
              </messagelistener>
            </messageadapter>
          </inbound-resourceadapter>
        </resourceadapter>
      </connector>
      """;

  /** Beans by name, each with a topic of its own. */
  static Application of(RunningBroker broker, List<Variant> variants) {
    Map<Variant, String> topics = new LinkedHashMap<>();
    variants.forEach(variant -> topics.put(variant, broker.topic(variant.id())));
    return new Application(topics, Map.of(), false, Map.of());
  }

  Application withProperties(Map<String, String> other) {
    return new Application(topics, other, loop, descriptors);
  }

  Application withLoop() {
    return new Application(topics, properties, true, descriptors);
  }

  Application withDescriptors(Map<String, String> other) {
    return new Application(topics, properties, loop, other);
  }

  /** Packs the application with the plain clients. */
  Path pack(Path directory, Path libraries) {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class, "benchmarks.war")
            .addPackage(TaskServlet.class.getPackage())
            .addPackage(FootprintServlet.class.getPackage())
            .addPackage(PlainClient.class.getPackage())
            .addPackage(LoopResourceAdapter.class.getPackage())
            .addAsLibraries(libraries.toFile().listFiles(File::isFile))
            .setWebXML(new StringAsset(Descriptors.web(TaskServlet.class.getName())))
            .addAsWebInfResource(
                new StringAsset(Descriptors.ejbJar(topics, properties, loop)), "ejb-jar.xml");
    descriptors.forEach(
        (name, content) -> archive.addAsWebInfResource(new StringAsset(content), name));
    Path file = directory.resolve("benchmarks.war");
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /** Packs what tells the footprint of a server without any adapter. */
  static Path packBare(Path directory, Map<String, String> descriptors) {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class, "benchmarks.war")
            .addPackage(FootprintServlet.class.getPackage())
            .setWebXML(new StringAsset(Descriptors.web(FootprintServlet.class.getName())));
    descriptors.forEach(
        (name, content) -> archive.addAsWebInfResource(new StringAsset(content), name));
    Path file = directory.resolve("bare.war");
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /** Packs the adapter that loops. */
  static Path packLoop(Path directory) {
    JavaArchive classes =
        ShrinkWrap.create(JavaArchive.class, "loop.jar")
            .addPackage(LoopResourceAdapter.class.getPackage());
    Path file = directory.resolve("loop.rar");
    ShrinkWrap.create(ResourceAdapterArchive.class, "loop.rar")
        .addAsLibraries(classes)
        .setResourceAdapterXML(
            new StringAsset(
                LOOP_RA.formatted(
                    LoopResourceAdapter.class.getName(),
                    LoopResourceAdapter.class.getPackageName())))
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return file;
  }
}
