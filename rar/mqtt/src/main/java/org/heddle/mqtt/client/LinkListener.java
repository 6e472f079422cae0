package org.heddle.mqtt.client;

/** Told what comes through a link, on threads of the client library: must not block. */
interface LinkListener {

  /**
   * A message has come; it may do so before the connecting side knows that the link stands.
   *
   * @param arrival what came
   */
  void arrived(Arrival arrival);

  /**
   * The connection has broken; not called for one that was ended from here.
   *
   * @param link which one
   * @param reason why, as far as one knows
   */
  void lost(Link link, LinkFailure reason);
}
