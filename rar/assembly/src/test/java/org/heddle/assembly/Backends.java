package org.heddle.assembly;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** Finds what is in the RAR, so that no list of brokers has to be kept. */
final class Backends {

  /** All classes of ours, without the relocated JSON library. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/org/heddle/json/"))
          .importPackages("org.heddle");

  private static final Set<String> ABBREVIATIONS = Set.of("Mqtt");

  private Backends() {}

  /** One managed connection factory of each broker, by name, with the defaults. */
  static List<AbstractManagedConnectionFactory> managedConnectionFactories() {
    return CLASSES.stream()
        .filter(type -> type.isAssignableTo(AbstractManagedConnectionFactory.class))
        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .sorted(Comparator.comparing(JavaClass::getSimpleName))
        .map(type -> (AbstractManagedConnectionFactory) instance(type.reflect()))
        .toList();
  }

  /** The broker's marker interface. */
  static Class<?> connectionFactoryInterface(AbstractManagedConnectionFactory factory) {
    return Arrays.stream(factory.createConnectionFactory().getClass().getInterfaces())
        .filter(PubSubConnectionFactory.class::isAssignableFrom)
        .findFirst()
        .orElseThrow(() -> new AssertionError(factory + " has no marker interface"));
  }

  /** The broker's name, as documents have it. */
  static String title(AbstractManagedConnectionFactory factory) {
    String name = factory.getClass().getSimpleName().replace("ManagedConnectionFactory", "");
    return ABBREVIATIONS.contains(name) ? name.toUpperCase(Locale.ROOT) : name;
  }

  private static Object instance(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " needs a public constructor without parameters", e);
    }
  }
}
