package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pulsar.common.naming.TopicName;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnknownTopicException;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.pulsar.client.AdminInterface.Answer;

/**
 * Topics of the cluster, with their namespaces and tenants, and which of them are known to exist.
 * Without a REST interface the broker decides. Safe for several threads.
 */
final class PulsarTopics implements TopicAdministration {

  private final Optional<AdminInterface> admin;
  private final PulsarSettings settings;
  private final Consumer<String> beforeDeletion;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * Administers topics.
   *
   * @param beforeDeletion closes what would make the broker create a deleted topic again
   */
  PulsarTopics(
      Optional<AdminInterface> admin, PulsarSettings settings, Consumer<String> beforeDeletion) {
    this.admin = admin;
    this.settings = settings;
    this.beforeDeletion = beforeDeletion;
  }

  @Override
  public boolean create(String topic) {
    return create(Topic.parse(topic), settings.partitions());
  }

  @Override
  public boolean create(String topic, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions is " + partitions + "; expected 1 or more");
    }
    return create(Topic.parse(topic), partitions == 1 ? -1 : partitions);
  }

  @Override
  public boolean exists(String text) {
    Topic topic = Topic.parse(text);
    return partitions(topic, path(topic)).isPresent();
  }

  @Override
  public boolean delete(String text) {
    Topic topic = Topic.parse(text);
    String path = path(topic);
    String action = "delete topic '" + topic + "'";
    Optional<Integer> partitions = partitions(topic, path);
    if (partitions.isEmpty()) {
      return false;
    }
    String name = TopicNames.of(topic);
    known.remove(name);
    beforeDeletion.accept(name);
    Answer answer =
        admin(topic)
            .ask(
                "DELETE",
                path + (partitions.get() > 0 ? "/partitions" : "") + "?force=true",
                "",
                action);
    if (!answer.isSuccess() && !answer.isNotFound()) {
      throw AdminInterface.unexpected(answer, action);
    }
    return answer.isSuccess();
  }

  /**
   * Makes sure that a topic exists, by creating it where the settings allow that.
   *
   * @return Pulsar's name of the topic
   * @throws UnknownTopicException if it does not exist and is not to be created
   */
  String ensure(Topic topic) {
    return ensure(topic, settings.partitions());
  }

  /** As {@link #ensure(Topic)}, but a topic that is created has no partitions. */
  String ensureWhole(Topic topic) {
    return ensure(topic, -1);
  }

  private String ensure(Topic topic, int partitions) {
    String name = TopicNames.of(topic);
    if (admin.isEmpty() || known.contains(name)) {
      return name;
    }
    if (partitions(topic, path(topic)).isEmpty()) {
      if (!settings.autoCreateTopics()) {
        throw new UnknownTopicException(
            "Topic '"
                + topic
                + "' ("
                + name
                + " in Pulsar) does not exist and autoCreateTopics is false; create it");
      }
      create(topic, partitions);
    }
    known.add(name);
    return name;
  }

  /**
   * Tells whether a subscription may exist; without a REST interface any may.
   *
   * @param name Pulsar's name of a topic without partitions, or of a partition
   */
  boolean mayHaveSubscription(String name, String subscription) {
    if (admin.isEmpty()) {
      return true;
    }
    String action = "look up subscription '" + subscription + "' of " + name;
    String encoded = URLEncoder.encode(subscription, UTF_8).replace("+", "%20");
    String path = TopicName.get(name).getRestPath() + "/subscription/" + encoded + "/properties";
    return !admin.get().ask("GET", path, "", action).isNotFound();
  }

  /** Has {@link #ensure} look again. */
  void forget(String name) {
    known.remove(name);
  }

  /** The number of a topic's partitions, 0 if it has none; empty if there is no such topic. */
  private Optional<Integer> partitions(Topic topic, String path) {
    String action = "look up topic '" + topic + "'";
    Answer answer =
        admin(topic).ask("GET", path + "/partitions?checkAllowAutoCreation=false", "", action);
    if (answer.isNotFound()) {
      return Optional.empty();
    }
    if (!answer.isSuccess()) {
      throw refusal(topic, answer, action);
    }
    return Optional.of(Integer.parseInt(FlatAnswer.number(answer.body(), "partitions")));
  }

  private boolean create(Topic topic, int partitions) {
    String action = "create topic '" + topic + "'";
    Answer answer = tryToCreate(topic, partitions, action);
    if (answer.isNotFound()) {
      createNamespace(topic);
      answer = tryToCreate(topic, partitions, action);
    }
    if (answer.isConflict()) {
      return false;
    }
    if (!answer.isSuccess()) {
      throw refusal(topic, answer, action);
    }
    return true;
  }

  private Answer tryToCreate(Topic topic, int partitions, String action) {
    String path = path(topic);
    return partitions > 0
        ? admin(topic).ask("PUT", path + "/partitions", "" + partitions, action)
        : admin(topic).ask("PUT", path, "", action);
  }

  /** Creates what stands above a topic, as far as it is missing. */
  private void createNamespace(Topic topic) {
    TopicName name = TopicName.get(TopicNames.of(topic));
    String action = "create namespace '" + name.getNamespace() + "' for topic '" + topic + "'";
    Answer answer = admin(topic).ask("PUT", "namespaces/" + name.getNamespace(), "", action);
    if (answer.isNotFound()) {
      // Only now, since a client that may create namespaces need not have the right to do this.
      createTenant(topic, name.getTenant());
      answer = admin(topic).ask("PUT", "namespaces/" + name.getNamespace(), "", action);
    }
    requireExistence(answer, action);
  }

  private void createTenant(Topic topic, String tenant) {
    String action = "create tenant '" + tenant + "' for topic '" + topic + "'";
    Answer clusters = admin(topic).ask("GET", "clusters", "", action);
    if (!clusters.isSuccess()) {
      throw AdminInterface.unexpected(clusters, action);
    }
    String json = "{\"adminRoles\":[],\"allowedClusters\":" + clusters.body() + "}";
    requireExistence(admin(topic).ask("PUT", "tenants/" + tenant, json, action), action);
  }

  private static void requireExistence(Answer answer, String action) {
    if (!answer.isSuccess() && !answer.isConflict()) {
      throw AdminInterface.unexpected(answer, action);
    }
  }

  private AdminInterface admin(Topic topic) {
    return admin.orElseThrow(
        () ->
            new UnsupportedByBrokerException(
                "Topic '"
                    + topic
                    + "' cannot be administered without the REST interface; set"
                    + " adminUrl"));
  }

  private static String path(Topic topic) {
    return TopicName.get(TopicNames.of(topic)).getRestPath();
  }

  private static MessagingException refusal(Topic topic, Answer answer, String action) {
    return answer.status() == 412
        ? new InvalidTopicException(topic.toString(), "Pulsar refuses the name: " + answer.reason())
        : AdminInterface.unexpected(answer, action);
  }
}
