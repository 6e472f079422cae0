package org.heddle.brokers.glassfish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heddle.brokers.NewOutput;
import org.heddle.brokers.Readiness;

/**
 * Reads from the log whether the server has started, with its listeners and its management, and
 * loaded again what is deployed. None of these waits for another.
 */
final class StartLog implements Readiness {

  private static final List<String> STARTED = List.of("NCLS-CORE-00017", "NCLS-JMX-00005");
  private static final String LOADED = "Loading application %s done";

  /** Payara says that a web application is loaded before it has started it. */
  private static final String SERVED = "Loading application [%s] at [";

  private final NewOutput output;
  private final Domain domain;
  private List<String> awaited = STARTED;

  StartLog(Path log, Domain domain) {
    this.output = new NewOutput(log);
    this.domain = domain;
  }

  /** Forgets what the log says up to now; to be called before each start. */
  void mark() throws IOException {
    output.mark();
    awaited = new ArrayList<>(STARTED);
    domain.otherApplications().forEach(name -> awaited.add(LOADED.formatted(name)));
    domain.webApplications().forEach(name -> awaited.add(SERVED.formatted(name)));
  }

  @Override
  public boolean isReady() throws IOException {
    String text = output.text();
    return awaited.stream().allMatch(text::contains);
  }
}
