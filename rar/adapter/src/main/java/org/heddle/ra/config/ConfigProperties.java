package org.heddle.ra.config;

import jakarta.resource.spi.ConfigProperty;
import java.beans.BeanInfo;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration properties of a JavaBean of this adapter: the fields with {@link
 * ConfigProperty}, each with a getter and a setter. The default of a property is the field's
 * initial value and stands nowhere else.
 */
public final class ConfigProperties {

  private ConfigProperties() {}

  /**
   * One property.
   *
   * @param name its name
   * @param type its boxed type
   * @param description what it is for, in sentences
   * @param confidential whether it is a secret
   * @param value what the bean has, or null
   */
  public record Property(
      String name, Class<?> type, String description, boolean confidential, Object value) {

    @Override
    public String toString() {
      return name + "=" + (confidential && value != null ? "***" : value);
    }
  }

  /**
   * Reads the properties of a bean in the order of declaration, its own before those of its
   * super-classes, which are the more general ones.
   *
   * @param bean an instance with its present values
   * @return its properties
   * @throws IllegalStateException if a field has no getter and setter of its type
   */
  public static List<Property> of(Object bean) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
      classes.add(type);
    }
    Map<String, PropertyDescriptor> accessors = accessors(bean.getClass());
    List<Property> properties = new ArrayList<>();
    for (Class<?> type : classes) {
      for (Field field : type.getDeclaredFields()) {
        ConfigProperty config = field.getAnnotation(ConfigProperty.class);
        if (config != null) {
          properties.add(read(bean, field, config, accessors.get(field.getName())));
        }
      }
    }
    return properties;
  }

  /**
   * Reads the values of a bean, to compare beans with.
   *
   * @param bean an instance
   * @return name and value of each property that is set
   */
  public static Map<String, Object> values(Object bean) {
    Map<String, Object> values = new TreeMap<>(Comparator.naturalOrder());
    for (Property property : of(bean)) {
      if (property.value() != null) {
        values.put(property.name(), property.value());
      }
    }
    return values;
  }

  private static Property read(
      Object bean, Field field, ConfigProperty config, PropertyDescriptor accessor) {
    if (accessor == null
        || accessor.getReadMethod() == null
        || accessor.getWriteMethod() == null
        || accessor.getPropertyType() != field.getType()) {
      throw new IllegalStateException(field + " has no getter and setter of its type");
    }
    try {
      return new Property(
          field.getName(),
          field.getType(),
          String.join(" ", config.description()),
          config.confidential(),
          accessor.getReadMethod().invoke(bean));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }

  private static Map<String, PropertyDescriptor> accessors(Class<?> type) {
    try {
      BeanInfo info = Introspector.getBeanInfo(type, Introspector.IGNORE_ALL_BEANINFO);
      Map<String, PropertyDescriptor> accessors = new TreeMap<>();
      for (PropertyDescriptor descriptor : info.getPropertyDescriptors()) {
        accessors.put(descriptor.getName(), descriptor);
      }
      return accessors;
    } catch (IntrospectionException e) {
      throw new IllegalStateException(type + " is not a JavaBean", e);
    }
  }
}
