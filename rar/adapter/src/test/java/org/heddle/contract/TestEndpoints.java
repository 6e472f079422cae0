package org.heddle.contract;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.MessageListener;

/**
 * Gives endpoints around a bean as an Enterprise Beans container does: REQUIRED begins a
 * transaction before the delivery, an unchecked exception rolls it back, a checked one lets it
 * commit, and {@code afterDelivery} returns normally whatever happened.
 *
 * @param <B> the bean, one instance for all endpoints
 */
public final class TestEndpoints<B> implements MessageEndpointFactory {

  /** The bean's transaction attribute. */
  public enum Attribute {
    /** A transaction for each delivery. */
    REQUIRED,
    /** None. */
    NOT_SUPPORTED
  }

  private final TestTransactions transactions;
  private final B bean;
  private final Attribute attribute;
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile int most = Integer.MAX_VALUE;

  /**
   * Creates a factory.
   *
   * @param container where it is deployed
   * @param bean implements one of the listener interfaces
   * @param attribute its transaction attribute
   */
  public TestEndpoints(TestContainer container, B bean, Attribute attribute) {
    this.transactions = container.transactions();
    this.bean = bean;
    this.attribute = attribute;
  }

  /** Lets the next calls for an endpoint fail as if the pool of beans were exhausted. */
  public void exhaust(int calls) {
    unavailable.set(calls);
  }

  /** Has no more endpoints than these at a time, as if the pool of beans were so small. */
  public void limit(int endpoints) {
    most = endpoints;
  }

  /** How many endpoints were created and not released. */
  public int openEndpoints() {
    return open.get();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
    if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0 || !opens()) {
      throw new UnavailableException("The pool of beans is exhausted");
    }
    Class<?> listener =
        bean instanceof BatchMessageListener ? BatchMessageListener.class : MessageListener.class;
    Delivery delivery = new Delivery(resource);
    return (MessageEndpoint)
        Proxy.newProxyInstance(
            bean.getClass().getClassLoader(),
            new Class<?>[] {MessageEndpoint.class, listener},
            (proxy, method, arguments) -> delivery.handle(method, arguments));
  }

  private boolean opens() {
    return open.getAndUpdate(endpoints -> Math.min(most, endpoints + 1)) < most;
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return attribute == Attribute.REQUIRED;
  }

  @Override
  public String getActivationName() {
    return bean.getClass().getSimpleName();
  }

  @Override
  public Class<?> getEndpointClass() {
    return bean.getClass();
  }

  /** The state of one endpoint; complains of calls that are not paired. */
  private final class Delivery {

    private final XAResource resource;
    private boolean before;
    private boolean called;

    Delivery(XAResource resource) {
      this.resource = resource;
    }

    Object handle(Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "beforeDelivery" -> before();
        case "afterDelivery" -> after();
        case "release" -> open.decrementAndGet();
        case "hashCode" -> {
          return System.identityHashCode(this);
        }
        case "equals" -> {
          return false;
        }
        case "toString" -> {
          return "endpoint";
        }
        default -> call(method, arguments);
      }
      return null;
    }

    private void before() throws XAException {
      require(!before, "beforeDelivery twice");
      before = true;
      called = false;
      if (attribute == Attribute.REQUIRED) {
        transactions.begin();
        transactions.enlist(resource);
      }
    }

    private void call(Method method, Object[] arguments) throws Throwable {
      require(before && !called, "the listener outside of beforeDelivery and afterDelivery");
      called = true;
      try {
        method.invoke(bean, arguments);
      } catch (InvocationTargetException e) {
        if (transactions.active() && e.getCause() instanceof RuntimeException) {
          transactions.setRollbackOnly();
        }
        throw e.getCause();
      }
    }

    private void after() {
      require(before, "afterDelivery without beforeDelivery");
      before = false;
      if (attribute == Attribute.REQUIRED) {
        commitQuietly();
      }
    }

    /** As servers do: the outcome is told to the resource only. */
    private void commitQuietly() {
      try {
        transactions.commit();
      } catch (XAException told) {
        System.getLogger(TestEndpoints.class.getName())
            .log(System.Logger.Level.DEBUG, "The commit failed", told);
      }
    }

    private void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new IllegalStateException("The adapter called " + otherwise);
      }
    }
  }
}
