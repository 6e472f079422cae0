package org.heddle.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Feeds numbers by HTTP, several at a time. One without an answer may be stored or not. */
final class RequestLoad implements Load {

  private static final int SENDERS = 4;

  private final Supplier<URI> address;
  private final AtomicInteger next = new AtomicInteger(1);

  RequestLoad(Supplier<URI> address) {
    this.address = address;
  }

  @Override
  public boolean isInbound() {
    return false;
  }

  @Override
  public Fed feed(int most) {
    Requests requests = new Requests(new AtomicInteger(most));
    for (int i = 0; i < SENDERS; i++) {
      requests.senders.add(CompletableFuture.runAsync(() -> send(requests)));
    }
    return requests;
  }

  @Override
  public boolean isQuiet() {
    return true;
  }

  private void send(Requests requests) {
    HttpClient client = HttpClient.newHttpClient();
    while (requests.left.getAndDecrement() > 0) {
      String number = String.valueOf(next.getAndIncrement());
      requests.uncertain.add(number);
      try {
        if (status(client, number) == 200) {
          requests.certain.add(number);
          requests.uncertain.remove(number);
        }
      } catch (IOException dead) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int status(HttpClient client, String number) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.get() + "?number=" + number))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static final class Requests implements Fed {

    private final AtomicInteger left;
    private final List<CompletableFuture<Void>> senders = new ArrayList<>();
    private final Set<String> certain = new ConcurrentSkipListSet<>();
    private final Set<String> uncertain = new ConcurrentSkipListSet<>();

    Requests(AtomicInteger left) {
      this.left = left;
    }

    @Override
    public void await() {
      senders.forEach(CompletableFuture::join);
    }

    @Override
    public Set<String> certain() {
      return certain;
    }

    @Override
    public Set<String> uncertain() {
      return uncertain;
    }
  }
}
