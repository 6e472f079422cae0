package org.heddle.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.brokers.pulsar.PulsarOptions;
import org.heddle.crash.app.Names;

/** Pulsar. */
final class OutsidePulsar implements OutsideBroker {

  private static final String INCOMING = path(Names.INCOMING);
  private static final String OUTGOING = path(Names.OUTGOING);
  private static final Pattern BACKLOG = Pattern.compile("\"msgBacklog\"\\s*:\\s*(\\d+)");

  // What comes out has no subscription until it is counted; by default, it would be gone then.
  private final PulsarBroker broker =
      PulsarBroker.start(
          PulsarOptions.defaults()
              .with("defaultRetentionTimeInMinutes", "-1")
              .with("defaultRetentionSizeInMB", "-1"));
  private final HttpClient http = HttpClient.newHttpClient();
  // One for all, and its end is not waited for: closing one after each use was seen to hang.
  private final PulsarClient client;

  OutsidePulsar() throws PulsarClientException {
    client = PulsarClient.builder().serviceUrl(broker.serviceUrl()).build();
  }

  @Override
  public String commandFile() {
    return "pulsar.asadmin";
  }

  @Override
  public List<String> serverOptions() {
    return List.of(
        "-Dpulsar.service.url=" + broker.serviceUrl(), "-Dpulsar.admin.url=" + broker.adminUrl());
  }

  @Override
  public String backendClass() {
    return "org.heddle.pulsar.client.PulsarBackend";
  }

  @Override
  public void send(List<String> messages) {
    try (Producer<byte[]> producer = client.newProducer().topic(topic(INCOMING)).create()) {
      List<CompletableFuture<MessageId>> sends =
          messages.stream()
              .map(message -> producer.sendAsync(message.getBytes(StandardCharsets.UTF_8)))
              .toList();
      producer.flush();
      sends.forEach(CompletableFuture::join);
    } catch (PulsarClientException e) {
      throw new IllegalStateException("Pulsar did not take a message", e);
    }
  }

  @Override
  public List<String> committed() {
    List<String> values = new ArrayList<>();
    try (Reader<byte[]> reader =
        client.newReader().topic(topic(OUTGOING)).startMessageId(MessageId.earliest).create()) {
      while (reader.hasMessageAvailable()) {
        values.add(new String(reader.readNext().getData(), StandardCharsets.UTF_8));
      }
    } catch (PulsarClientException e) {
      throw new IllegalStateException("Pulsar cannot be read", e);
    } catch (IOException e) {
      throw new IllegalStateException("The reader cannot be closed", e);
    }
    return values;
  }

  @Override
  public boolean isCaughtUp() {
    try {
      String stats =
          http.send(
                  HttpRequest.newBuilder(
                          URI.create(
                              broker.adminUrl() + "/admin/v2/persistent/" + INCOMING + "/stats"))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      Matcher backlog = BACKLOG.matcher(stats);
      return backlog.find() && Long.parseLong(backlog.group(1)) == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public void restart() {
    broker.restart();
  }

  @Override
  public void close() {
    client.closeAsync();
    broker.close();
  }

  private static String path(String generic) {
    return generic.substring("q2/".length());
  }

  private static String topic(String path) {
    return "persistent://" + path;
  }
}
