package org.heddle.brokers;

import java.nio.file.Path;

/**
 * An application that a server deploys.
 *
 * @param war its file
 * @param contextRoot the path that it is served under, such as {@code /shop}; {@code /} for all
 */
public record WebApplication(Path war, String contextRoot) {

  /** What the file has to be called for servers that take the context root from it. */
  public String fileName() {
    return (contextRoot.equals("/") ? "ROOT" : contextRoot.substring(1)) + ".war";
  }
}
