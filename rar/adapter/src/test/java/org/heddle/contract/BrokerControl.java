package org.heddle.contract;

/** The power over a broker that runs in a process of its own. */
public interface BrokerControl {

  /** Ends the broker without warning; its data stays. */
  void kill();

  /** Starts the broker again at the same address with the same data; blocks until it answers. */
  void restart();
}
