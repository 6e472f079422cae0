package org.heddle.brokers.openliberty;

import java.io.IOException;
import java.nio.file.Path;
import org.heddle.brokers.BrokerFiles;

/** The installation of Open Liberty that the build has unpacked. Nothing is written there. */
record ServerHome(Path directory) {

  static ServerHome find() throws IOException {
    return new ServerHome(BrokerFiles.installation(ServerHome.class));
  }

  /** The script that runs a server, or stops one, or tells how it is. */
  Path script() {
    return directory.resolve("bin/server");
  }
}
