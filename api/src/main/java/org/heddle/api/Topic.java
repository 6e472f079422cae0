package org.heddle.api;

import java.util.Objects;

/**
 * A topic's address: {@linkplain Generic generic}, the same for every broker, or {@linkplain Native
 * native}, a broker's own name used as it is.
 *
 * <p>A string that starts with {@code q0/}, {@code q1/} or {@code q2/} is generic and has exactly
 * four non-empty parts, {@code qos/tenant/namespace/queue}; the queue may hold more slashes. Any
 * other string is native, so that topics which exist already can be used.
 *
 * <p>Topics are immutable values. {@link Object#toString()} gives the string that {@link #parse}
 * reads.
 */
public sealed interface Topic {

  /** The tenant of a topic that names none: {@value}. */
  String DEFAULT_TENANT = "tg";

  /** The namespace of a topic that names none: {@value}. */
  String DEFAULT_NAMESPACE = "flow";

  /**
   * Returns what the topic promises.
   *
   * @return the quality of service; {@link QualityOfService#AT_LEAST_ONCE} for a native topic
   *     unless an option says otherwise
   */
  QualityOfService quality();

  /**
   * Returns the same topic with another quality of service.
   *
   * @param quality what the topic shall promise
   * @return a topic with that quality
   */
  Topic withQuality(QualityOfService quality);

  /**
   * Returns a topic of the same kind whose last part has a suffix.
   *
   * @param suffix what to append to the queue or to the native name, for example {@code
   *     .dead-letter}
   * @return the topic with the longer name
   */
  Topic withSuffix(String suffix);

  /**
   * Returns the generic topic {@code q1/tg/flow/queue}.
   *
   * @param queue the name of the queue, not empty
   * @return the topic
   * @throws InvalidTopicException if the queue is empty
   */
  static Topic of(String queue) {
    return of(queue, QualityOfService.AT_LEAST_ONCE);
  }

  /**
   * Returns the generic topic {@code quality/tg/flow/queue}.
   *
   * @param queue the name of the queue, not empty
   * @param quality what the topic promises
   * @return the topic
   * @throws InvalidTopicException if the queue is empty
   */
  static Topic of(String queue, QualityOfService quality) {
    return new Generic(quality, DEFAULT_TENANT, DEFAULT_NAMESPACE, queue);
  }

  /**
   * Reads a topic from its string form.
   *
   * @param text a generic topic or a broker's own name
   * @return a {@link Generic} or a {@link Native} topic
   * @throws InvalidTopicException if the text is null or blank, or starts as a generic topic and
   *     does not have four non-empty parts
   */
  static Topic parse(String text) {
    if (text == null || text.isBlank()) {
      throw new InvalidTopicException(String.valueOf(text), "a topic must not be empty");
    }
    for (QualityOfService quality : QualityOfService.values()) {
      if (text.startsWith(quality.prefix() + "/")) {
        String[] parts = text.split("/", 4);
        if (parts.length != 4) {
          throw new InvalidTopicException(text, "expected four parts, qos/tenant/namespace/queue");
        }
        return new Generic(quality, parts[1], parts[2], parts[3]);
      }
    }
    return new Native(text, QualityOfService.AT_LEAST_ONCE);
  }

  /**
   * A topic that every broker understands: {@code quality/tenant/namespace/queue}.
   *
   * @param quality what the topic promises
   * @param tenant who owns it; not empty, no slash
   * @param namespace a group of topics of that tenant; not empty, no slash
   * @param queue the topic's own name; not empty, may hold slashes
   */
  record Generic(QualityOfService quality, String tenant, String namespace, String queue)
      implements Topic {

    /**
     * Checks the parts.
     *
     * @param quality what the topic promises
     * @param tenant who owns it; not empty, no slash
     * @param namespace a group of topics of that tenant; not empty, no slash
     * @param queue the topic's own name; not empty, may hold slashes
     * @throws InvalidTopicException if a part is null or empty, or tenant or namespace has a slash
     */
    public Generic {
      Objects.requireNonNull(quality, "quality");
      String text = quality.prefix() + "/" + tenant + "/" + namespace + "/" + queue;
      requirePart(text, "tenant", tenant);
      requirePart(text, "namespace", namespace);
      requirePart(text, "queue", queue);
      if (tenant.indexOf('/') >= 0 || namespace.indexOf('/') >= 0) {
        throw new InvalidTopicException(text, "tenant and namespace must not hold a slash");
      }
    }

    private static void requirePart(String text, String part, String value) {
      if (value == null || value.isEmpty()) {
        throw new InvalidTopicException(
            text, "the " + part + " is empty; expected qos/tenant/namespace/queue");
      }
    }

    @Override
    public Topic withQuality(QualityOfService other) {
      return new Generic(other, tenant, namespace, queue);
    }

    @Override
    public Topic withSuffix(String suffix) {
      return new Generic(quality, tenant, namespace, queue + suffix);
    }

    @Override
    public String toString() {
      return quality.prefix() + "/" + tenant + "/" + namespace + "/" + queue;
    }
  }

  /**
   * A broker's own topic name.
   *
   * @param name the name, as the broker knows it; not blank
   * @param quality what the topic promises
   */
  record Native(String name, QualityOfService quality) implements Topic {

    /**
     * Checks the name.
     *
     * @param name the name, as the broker knows it; not blank
     * @param quality what the topic promises
     * @throws InvalidTopicException if the name is null or blank
     */
    public Native {
      if (name == null || name.isBlank()) {
        throw new InvalidTopicException(String.valueOf(name), "a topic must not be empty");
      }
      Objects.requireNonNull(quality, "quality");
    }

    @Override
    public Topic withQuality(QualityOfService other) {
      return new Native(name, other);
    }

    @Override
    public Topic withSuffix(String suffix) {
      return new Native(name + suffix, quality);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
