package org.heddle.ra.config;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collects what is wrong with a bean's properties, so that all of it is reported together. */
public final class ConfigurationFaults {

  private final Class<?> bean;
  private final Map<String, String> faults = new LinkedHashMap<>();

  /**
   * Starts without faults.
   *
   * @param bean the class that the properties belong to
   */
  public ConfigurationFaults(Class<?> bean) {
    this.bean = bean;
  }

  /**
   * Notes a fault.
   *
   * @param property the property's name
   * @param reason what is wrong and what was expected; never a secret
   */
  public void add(String property, String reason) {
    faults.merge(property, reason, (first, second) -> first + "; " + second);
  }

  /**
   * Reads a property's value and notes a fault if that throws.
   *
   * @param property the property's name
   * @param value what was given
   * @param reader reads it
   * @param fallback what to go on with after a fault
   * @param <V> the type given
   * @param <R> the type read
   * @return what was read, or the fallback
   */
  public <V, R> R read(String property, V value, Function<V, R> reader, R fallback) {
    try {
      return reader.apply(value);
    } catch (RuntimeException e) {
      add(property, e.getMessage());
      return fallback;
    }
  }

  /**
   * Reads the constant of an enum, whatever its case.
   *
   * @param property the property's name
   * @param value what was given
   * @param fallback what to go on with after a fault; its class tells the enum
   * @param <E> the enum
   * @return the constant, or the fallback
   */
  public <E extends Enum<E>> E constant(String property, String value, E fallback) {
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      if (value != null && constant.name().equalsIgnoreCase(value.strip())) {
        return constant;
      }
    }
    TreeSet<String> names = new TreeSet<>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      names.add(constant.name());
    }
    add(property, "'" + value + "' is none of " + String.join(", ", names));
    return fallback;
  }

  /**
   * Tells whether a property was given: servers hand over what was left out as empty text.
   *
   * @param value the property's value, may be null
   * @return the value, or empty if it is null or blank
   */
  public static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /**
   * Notes a fault unless the number is large enough.
   *
   * @param property the property's name
   * @param value what was given, may be null
   * @param minimum the smallest number that is allowed
   * @return the number, or the minimum after a fault
   */
  public long atLeast(String property, Number value, long minimum) {
    if (value == null || value.longValue() < minimum) {
      add(property, "is " + value + "; expected " + minimum + " or more");
      return minimum;
    }
    return value.longValue();
  }

  /**
   * Reads a time and notes a fault unless it is long enough, and short enough for client libraries,
   * which count milliseconds in an {@code int}.
   *
   * @param property the property's name
   * @param value what was given, in milliseconds, may be null
   * @param minimum the shortest time that is allowed, in milliseconds
   * @return the time, or the minimum after a fault
   */
  public Duration millis(String property, Long value, long minimum) {
    long millis = atLeast(property, value, minimum);
    if (millis > Integer.MAX_VALUE) {
      add(property, "is " + value + "; expected " + Integer.MAX_VALUE + " or less");
      return Duration.ofMillis(minimum);
    }
    return Duration.ofMillis(millis);
  }

  /**
   * Reads a number of things, or -1 for no number, and notes a fault unless it is one.
   *
   * @param property the property's name
   * @param value what was given, may be null
   * @param maximum the largest number that is allowed
   * @param none what -1 stands for
   * @return the number, or -1 also after a fault
   */
  public int count(String property, Integer value, int maximum, String none) {
    if (value == null || value == 0 || value < -1 || value > maximum) {
      add(property, "is " + value + "; expected 1 to " + maximum + ", or -1 for " + none);
      return -1;
    }
    return value;
  }

  /**
   * Reads a client's own properties and notes a fault for each that must not be set.
   *
   * @param property the name of the property that holds them
   * @param text them, as {@link FreeProperties} reads them, may be null
   * @param refusal tells of a name and a value why it must not be set, or nothing if it may
   * @return names and values
   */
  public Map<String, String> free(
      String property, String text, BiFunction<String, String, Optional<String>> refusal) {
    Map<String, String> free = read(property, text, FreeProperties::parse, Map.of());
    free.forEach(
        (name, value) ->
            refusal
                .apply(name, value)
                .ifPresent(reason -> add(property, "'" + name + "' " + reason)));
    return free;
  }

  /**
   * Throws what was collected.
   *
   * @throws InvalidPropertyException if there are faults; with the descriptors of the properties
   */
  public void throwIfAny() throws InvalidPropertyException {
    if (faults.isEmpty()) {
      return;
    }
    // A console shows it as one line.
    InvalidPropertyException failure =
        new InvalidPropertyException(
            faults.entrySet().stream()
                .map(fault -> "\n  " + fault.getKey() + ": " + fault.getValue())
                .collect(
                    Collectors.joining(
                        ";", "Invalid configuration of " + bean.getSimpleName() + ":", "")));
    failure.setInvalidPropertyDescriptors(
        faults.keySet().stream().map(this::descriptor).toArray(PropertyDescriptor[]::new));
    throw failure;
  }

  private PropertyDescriptor descriptor(String property) {
    try {
      return new PropertyDescriptor(property, bean);
    } catch (IntrospectionException e) {
      throw new IllegalStateException(bean + " has no property " + property, e);
    }
  }
}
