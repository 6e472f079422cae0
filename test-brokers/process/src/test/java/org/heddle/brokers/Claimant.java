package org.heddle.brokers;

/** Stands for another build: takes a port as its own brokers' are taken. */
final class Claimant {

  static final int REFUSED = 3;

  private Claimant() {}

  /** Ends with an exit code that tells whether it may have the port given first. */
  public static void main(String[] arguments) {
    System.exit(FreePorts.reserve(Integer.parseInt(arguments[0])) ? 0 : REFUSED);
  }
}
