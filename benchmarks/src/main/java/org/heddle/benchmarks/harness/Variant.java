package org.heddle.benchmarks.harness;

/**
 * A bean of the application, as the deployment descriptor declares it.
 *
 * @param name what it is called there and in the results
 * @param batch the most messages of a transaction, 0 for a bean that takes one after the other
 * @param transacted whether the container begins a transaction for each call
 * @param concurrency how many calls at a time
 * @param failures how often each message fails before it is processed
 * @param work how long a message takes, in milliseconds
 */
record Variant(
    String name, int batch, boolean transacted, int concurrency, int failures, int work) {

  static Variant single(boolean transacted, int concurrency) {
    String name = transacted ? "bean, transaction per message" : "bean, no transaction";
    return new Variant(name + suffix(concurrency), 0, transacted, concurrency, 0, 0);
  }

  static Variant batch(int size, int concurrency) {
    return new Variant(
        "batch bean, transaction per " + size + suffix(concurrency), size, true, concurrency, 0, 0);
  }

  static Variant idle(int number) {
    return new Variant("idle " + number, 0, false, 1, 0, 0);
  }

  static Variant busy(int workers) {
    return new Variant("bean that takes 5 ms, concurrency " + workers, 0, false, workers, 0, 5);
  }

  static Variant carrying(int size) {
    return new Variant("bean for messages of " + size, 0, false, 1, 0, 0);
  }

  static Variant failing(boolean transacted, int failures) {
    String name = single(transacted, 1).name() + ", each message fails " + failures + " times";
    return new Variant(name, 0, transacted, 1, failures, 0);
  }

  private static String suffix(int concurrency) {
    return concurrency == 1 ? "" : ", concurrency " + concurrency;
  }

  /** The name without what a broker would not take. */
  String id() {
    return name.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
