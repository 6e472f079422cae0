package org.heddle.brokers.payara;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.JavaCommand;

/** The jar of Payara Micro, found by the build. */
final class ServerJar {

  private final Path jar;
  private final Attributes manifest;

  private ServerJar(Path jar, Attributes manifest) {
    this.jar = jar;
    this.manifest = manifest;
  }

  static ServerJar find() throws IOException {
    Path jar = BrokerFiles.classPath(ServerJar.class).get(0);
    try (JarFile file = new JarFile(jar.toFile())) {
      return new ServerJar(jar, file.getManifest().getMainAttributes());
    }
  }

  JavaCommand command(List<String> jvmOptions, List<String> arguments) {
    List<String> options = new ArrayList<>(jvmOptions);
    // The virtual machine heeds these of a manifest only when it is started with -jar.
    addModuleOptions(options, "Add-Exports", "--add-exports=");
    addModuleOptions(options, "Add-Opens", "--add-opens=");
    return new JavaCommand(
        List.of(jar), options, manifest.getValue(Attributes.Name.MAIN_CLASS), arguments);
  }

  private void addModuleOptions(List<String> options, String attribute, String option) {
    for (String modulePackage : manifest.getValue(attribute).split(" ")) {
      options.add(option + modulePackage + "=ALL-UNNAMED");
    }
  }
}
