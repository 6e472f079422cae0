package org.heddle.ra.inbound;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/**
 * Which listener interface a bean implements, and with which type of value.
 *
 * @param batch whether the bean takes messages in batches
 * @param method the listener's method, as the container is told before each delivery
 * @param valueType the bean's type argument, or empty if it has none that is a class
 */
record ListenerType(boolean batch, Method method, Optional<Class<?>> valueType) {

  static ListenerType of(Class<?> bean) {
    boolean batch = BatchMessageListener.class.isAssignableFrom(bean);
    Class<?> listener = batch ? BatchMessageListener.class : MessageListener.class;
    return new ListenerType(
        batch, method(batch), Optional.ofNullable(argument(bean, listener, Map.of())));
  }

  private static Method method(boolean batch) {
    try {
      return batch
          ? BatchMessageListener.class.getMethod("onMessages", List.class)
          : MessageListener.class.getMethod("onMessage", Message.class);
    } catch (NoSuchMethodException e) {
      throw new LinkageError("The listener interface is not the adapter's own", e);
    }
  }

  /** Follows the type variables of super-classes and interfaces down to the listener's argument. */
  private static Class<?> argument(Type type, Class<?> listener, Map<TypeVariable<?>, Type> known) {
    Class<?> raw;
    Map<TypeVariable<?>, Type> bound = new HashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        Type argument = arguments[i];
        bound.put(raw.getTypeParameters()[i], known.getOrDefault(argument, argument));
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    if (raw == listener) {
      return asClass(bound.get(listener.getTypeParameters()[0]));
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Class<?> found = argument(parent, listener, bound);
      if (found != null) {
        return found;
      }
    }
    return raw.getGenericSuperclass() == null
        ? null
        : argument(raw.getGenericSuperclass(), listener, bound);
  }

  private static Class<?> asClass(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : null;
  }
}
