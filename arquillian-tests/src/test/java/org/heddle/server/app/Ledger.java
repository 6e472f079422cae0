package org.heddle.server.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.heddle.api.Message;

/** What the beans were called with, in order; rolled back by no transaction. */
@ApplicationScoped
public class Ledger {

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final AtomicLong calls = new AtomicLong();

  /** Notes that a bean was called with these messages. */
  void note(Object bean, List<? extends Message<?>> messages) {
    long call = calls.incrementAndGet();
    messages.forEach(message -> entries.add(Entry.of(bean, message, call)));
  }

  /** All calls with a task, or with a text that holds its id. */
  public List<Entry> of(String id) {
    return entries.stream().filter(entry -> entry.concerns(id)).toList();
  }

  /** The calls of one bean with a task. */
  public List<Entry> of(Class<?> bean, String id) {
    return of(id).stream().filter(entry -> entry.bean().startsWith(bean.getSimpleName())).toList();
  }
}
