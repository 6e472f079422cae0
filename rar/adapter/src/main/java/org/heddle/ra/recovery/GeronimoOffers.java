package org.heddle.ra.recovery;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.heddle.api.MessagingException;
import org.heddle.ra.transaction.PreparedTransactions;
import org.heddle.spi.BackendContext;

/**
 * Offers to Geronimo's transaction manager, which TomEE has. It recovers by what is registered
 * under the name that its log has for a branch, and TomEE registers nothing. There are no classes
 * to compile against, so its methods are called by name.
 *
 * <p>A branch of an endpoint is logged under the name of the endpoint's activation, which all
 * endpoints of one listener type share, whatever their brokers are. As soon as a name is registered
 * the manager takes what is not found there for ended, and rolls back what it finds later: so the
 * resource of such a name is that of all brokers, open or not. A branch of a pool is logged under
 * the name of the pool, which the pool itself can register, and takes back itself.
 */
final class GeronimoOffers implements RecoveryOffers {

  private static final System.Logger LOG = System.getLogger(GeronimoOffers.class.getName());

  private static final String MANAGER =
      "org.apache.geronimo.transaction.manager.RecoverableTransactionManager";

  private final Object manager;
  private final Method register;
  private final Method unregister;
  private final XAResource allBranches;
  private final BackendContext context;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  // Pools come and go with applications.
  private final Set<ConnectionManager> pools =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  GeronimoOffers(Object manager, PreparedTransactions prepared, BackendContext context) {
    Class<?> type = managerType(manager).orElseThrow();
    this.manager = manager;
    this.register = method(type, "registerNamedXAResourceFactory");
    this.unregister = method(type, "unregisterNamedXAResourceFactory");
    this.allBranches = prepared.xaResource();
    this.context = context;
  }

  static boolean isFor(Object manager) {
    return manager != null && managerType(manager).isPresent();
  }

  private static Optional<Class<?>> managerType(Object manager) {
    return Stream.<Class<?>>iterate(
            manager.getClass(), type -> type != null, type -> type.getSuperclass())
        .flatMap(type -> Arrays.stream(type.getInterfaces()))
        .filter(type -> type.getName().equals(MANAGER))
        .findFirst();
  }

  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no " + name + " in " + type));
  }

  @Override
  public void offer(MessageEndpointFactory endpoints) {
    String name = endpoints.getActivationName();
    if (names.add(name)) {
      recover(name, () -> register.invoke(manager, factory(name)));
    }
  }

  @Override
  public void offer(ConnectionManager pool) {
    try {
      Method doRecovery = pool.getClass().getMethod("doRecovery");
      if (pools.add(pool)) {
        recover("a pool", () -> doRecovery.invoke(pool));
      }
    } catch (NoSuchMethodException notAPool) {
      // Nothing that it makes is in the manager's log.
    }
  }

  /** On a thread of the server, for a pool asks its broker first. */
  private void recover(String what, Callable<?> recovery) {
    try {
      context.execute("recovery of " + what, () -> attempt(what, recovery));
    } catch (MessagingException noThread) {
      failed(what, noThread);
    }
  }

  private static void attempt(String what, Callable<?> recovery) {
    try {
      recovery.call();
    } catch (Exception e) {
      failed(what, e);
    }
  }

  private static void failed(String what, Exception cause) {
    LOG.log(ERROR, "What " + what + " has left in doubt cannot be recovered", cause);
  }

  /** A factory of the manager's own type, which always gives the one resource. */
  private Object factory(String name) {
    Class<?> factoryType = register.getParameterTypes()[0];
    Class<?> resourceType = method(factoryType, "getNamedXAResource").getReturnType();
    Object resource =
        proxy(
            resourceType,
            (proxy, method, arguments) ->
                method.getName().equals("getName") ? name : invoke(method, arguments));
    return proxy(
        factoryType,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getName" -> name;
              case "getNamedXAResource" -> resource;
              // The manager gives the resource back, and there is nothing to do.
              default -> null;
            });
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private Object invoke(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(allBranches, arguments);
    } catch (InvocationTargetException e) {
      throw refusal(e.getCause());
    }
  }

  /**
   * The manager takes a branch for ended whatever code it is told, and may forget the decision. It
   * gives up at anything else, and decides the same after the next start.
   */
  private static Throwable refusal(Throwable cause) {
    boolean later = cause instanceof XAException told && told.errorCode == XAException.XA_RETRY;
    return later ? new IllegalStateException(cause.getMessage(), cause) : cause;
  }

  @Override
  public void close() {
    for (String name : names) {
      try {
        unregister.invoke(manager, name);
      } catch (ReflectiveOperationException e) {
        LOG.log(ERROR, "The transaction manager keeps a resource of the stopped adapter", e);
      }
    }
  }
}
