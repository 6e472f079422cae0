package org.heddle.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.heddle.server.control.ControlServlet;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Looks into a server that runs.
 *
 * @param address where the server answers, with the context root of the control application
 */
record Control(URI address) {

  static final String CONTEXT_ROOT = "/control";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The application that does it. */
  static WebArchive application() {
    return ShrinkWrap.create(WebArchive.class, "control.war")
        .addPackage(ControlServlet.class.getPackage());
  }

  /** The names of all threads. */
  List<String> threads() throws IOException, InterruptedException {
    return post("/threads").lines().toList();
  }

  /** The class loaders that can be reached, each with its name or its class. */
  List<String> classLoaders() throws IOException, InterruptedException {
    return post("/loaders").lines().toList();
  }

  /** What the application answers to a path with parameters. */
  String post(String request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(address + request))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(request + " failed: " + response.body());
    }
    return response.body();
  }
}
