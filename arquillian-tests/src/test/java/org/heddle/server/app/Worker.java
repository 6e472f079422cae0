package org.heddle.server.app;

import jakarta.ejb.EJBContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.heddle.api.Message;
import org.heddle.api.RejectedMessageException;
import org.heddle.api.RetryLaterException;

/** Does what tasks say. */
@ApplicationScoped
public class Worker {

  /** Longer than the first redelivery delay of the beans, so that the two can be told apart. */
  public static final Duration RETRY_LATER_DELAY = Duration.ofMillis(700);

  @Inject private Ledger ledger;

  /** Notes the call, then succeeds or fails as the task says. */
  void work(Object bean, EJBContext context, Message<Task> message) throws Exception {
    ledger.note(bean, List.of(message));
    Task task = message.value();
    if (ledger.of(bean.getClass(), task.id()).size() <= task.times()) {
      perform(task, context);
    }
  }

  static void perform(Task task, EJBContext context) throws Exception {
    switch (task.deed()) {
      case SUCCEED -> {}
      case THROW_RUNTIME_EXCEPTION -> throw new IllegalStateException("As task " + task.id());
      case THROW_CHECKED_EXCEPTION -> throw new Exception("As task " + task.id());
      case SET_ROLLBACK_ONLY -> context.setRollbackOnly();
      case RETRY_LATER -> throw new RetryLaterException(RETRY_LATER_DELAY);
      case REJECT -> throw new RejectedMessageException("As task " + task.id());
      default -> throw new AssertionError(task);
    }
  }
}
