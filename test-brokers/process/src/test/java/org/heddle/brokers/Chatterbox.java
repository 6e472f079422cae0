package org.heddle.brokers;

/** Says what it is told to, as often as it is told to, and ends with an exit code. */
final class Chatterbox {

  private Chatterbox() {}

  /** Takes the words, how often, and the exit code. */
  public static void main(String[] arguments) {
    for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
      System.err.println(arguments[0]);
    }
    System.exit(Integer.parseInt(arguments[2]));
  }
}
