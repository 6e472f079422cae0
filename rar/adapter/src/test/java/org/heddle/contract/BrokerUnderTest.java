package org.heddle.contract;

/** A broker in a process of its own. */
public interface BrokerUnderTest extends BackendUnderTest {

  /** Ends the broker without warning; its data stays. */
  void kill();

  /** Starts the broker again at the same address with the same data; blocks until it answers. */
  void restart();
}
