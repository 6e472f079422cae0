package org.heddle.pulsar;

/**
 * How the client proves who it is: one of the client library's authentication plug-ins. {@link
 * #toString()} hides the parameters.
 *
 * @param plugin the class of the plug-in
 * @param parameters what it is configured with, in its own format
 */
public record PulsarLogin(String plugin, String parameters) {

  @Override
  public String toString() {
    return "PulsarLogin[" + plugin.substring(plugin.lastIndexOf('.') + 1) + "]";
  }
}
