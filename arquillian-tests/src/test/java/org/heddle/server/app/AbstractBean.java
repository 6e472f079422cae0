package org.heddle.server.app;

import jakarta.inject.Inject;
import java.util.List;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** What an application may share among its beans; the type of the values comes with them. */
public abstract class AbstractBean<T> implements MessageListener<T> {

  @Inject private Ledger ledger;

  @Override
  public void onMessage(Message<T> message) {
    ledger.note(this, List.of(message));
  }
}
