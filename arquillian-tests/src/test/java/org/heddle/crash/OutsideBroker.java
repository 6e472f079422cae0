package org.heddle.crash;

import java.util.List;

/** A real broker, and what plain clients that know nothing of Heddle see of it. */
interface OutsideBroker extends AutoCloseable {

  /** Of {@code server-config/payara}: makes the connection factory. */
  String commandFile();

  /** Options of the server's virtual machine that say where the broker is. */
  List<String> serverOptions();

  /** The class whose {@code settle} publishes and acknowledges. */
  String backendClass();

  /** Sends to the incoming topic; returns when the broker has them all. */
  void send(List<String> messages);

  /** All that the outgoing topic has to show, once no transaction in it is open any more. */
  List<String> committed();

  /** Whether the position of the subscription is the end of the incoming topic. */
  boolean isCaughtUp();

  /** Ends it as by {@code kill -9}. */
  void kill();

  /** Starts it again on the same port and data. */
  void restart();

  @Override
  void close();
}
