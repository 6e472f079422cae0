package org.heddle.spi.support;

import java.lang.reflect.InvocationTargetException;
import org.heddle.api.MessagingException;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;

/** Opens backends whose client library has a class loader of its own. */
public final class IsolatedClient {

  private IsolatedClient() {}

  /**
   * Makes a backend within the class loader of its client library, which is named as the broker is.
   *
   * @param settings what the backend is made from; its class stands beside the package {@code
   *     client} that holds the backend's
   * @param context what the adapter lends to the backend
   * @param backend the simple name of the backend's class, whose constructor takes the settings and
   *     the context
   * @return the open backend
   * @throws MessagingException if the library is not there or refuses the settings
   */
  public static Backend open(BackendSettings settings, BackendContext context, String backend) {
    Class<?> neighbour = settings.getClass();
    ClassLoader loader = context.clientLoader(neighbour, settings.backendName());
    Class<?> type;
    try {
      type = Class.forName(neighbour.getPackageName() + ".client." + backend, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new MessagingException(
          "The " + settings.backendName() + " client is not in the resource adapter", e);
    }
    return OwnContext.call(type, () -> make(type, settings, context));
  }

  private static Backend make(Class<?> type, BackendSettings settings, BackendContext context) {
    try {
      return (Backend)
          type.getConstructor(settings.getClass(), BackendContext.class)
              .newInstance(settings, context);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof MessagingException refusal) {
        throw refusal;
      }
      throw cannotBeStarted(settings, e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw cannotBeStarted(settings, e);
    }
  }

  private static MessagingException cannotBeStarted(BackendSettings settings, Throwable cause) {
    return new MessagingException(
        "The " + settings.backendName() + " client cannot be started", cause);
  }
}
