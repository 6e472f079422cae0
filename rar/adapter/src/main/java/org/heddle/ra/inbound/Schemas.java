package org.heddle.ra.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;

/** Finds the class of an activation's values. */
final class Schemas {

  private Schemas() {}

  static Class<?> of(ActivationSettings settings, ListenerType listener, Class<?> bean)
      throws ResourceException {
    if (settings.schema().isEmpty()) {
      return listener
          .valueType()
          .orElseThrow(
              () ->
                  new InvalidPropertyException(
                      "The type of the messages for "
                          + bean.getName()
                          + " is not known: give its listener interface a type argument, or set the"
                          + " activation property schema"));
    }
    String name = settings.schema().get();
    if (name.equals("byte[]")) {
      return byte[].class;
    }
    if (name.equals("String")) {
      return String.class;
    }
    try {
      return Class.forName(name, false, bean.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new InvalidPropertyException(
          "schema: there is no class " + name + " in the application of " + bean.getName(), e);
    }
  }
}
