package org.heddle.assembly;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heddle.ra.outbound.AbstractConnectionFactory;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. */
class LawsTest {

  private static final String JAVA = "java..";
  private static final String API = "org.heddle.api..";
  private static final String SPI = "org.heddle.spi..";
  private static final String RA = "org.heddle.ra..";

  /** Every package below org.heddle that has a managed connection factory is a backend's. */
  private static Set<String> backends() {
    return Backends.managedConnectionFactories().stream()
        .map(factory -> factory.getClass().getPackageName())
        .collect(Collectors.toSet());
  }

  @Test
  void shouldShowApplicationsNothingButTheJdkAndReferenceable() {
    classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JAVA, "javax.naming..", API, "jakarta.resource")
        .check(Backends.CLASSES);
  }

  @Test
  void shouldKeepTheBorderToBackendsFreeOfVendorsAndContainers() {
    classes()
        .that()
        .resideInAPackage(SPI)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JAVA, "javax.net..", API, SPI)
        .check(Backends.CLASSES);
  }

  @Test
  void shouldKeepTheAdapterFreeOfBackends() {
    classes()
        .that()
        .resideInAPackage(RA)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            JAVA,
            "javax.management..",
            "javax.naming..",
            "javax.security.auth..",
            "javax.transaction.xa..",
            "jakarta.resource..",
            "org.heddle.json..",
            "tools.jackson..",
            API,
            SPI,
            RA)
        .check(Backends.CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepBackendsToTheApiTheSpiAndTheirClient() {
    return backends().stream()
        .map(
            backend ->
                DynamicTest.dynamicTest(
                    backend,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(backend + "..")
                            .and(areNotTheConnectorsBeans())
                            .should()
                            .dependOnClassesThat(areOursButNeitherSharedNorOf(backend))
                            .check(Backends.CLASSES)));
  }

  @Test
  void shouldLetOnlyTheAdapterKnowTheConnectorSpecification() {
    noClasses()
        .that()
        .resideOutsideOfPackage(RA)
        .and(areNotTheConnectorsBeans())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.resource.spi..")
        .check(Backends.CLASSES);
  }

  @Test
  void shouldKeepClientLibrariesBehindTheIsolatedPackages() {
    List<String> isolated = backends().stream().map(backend -> backend + ".client..").toList();
    noClasses()
        .that()
        .resideOutsideOfPackages(isolated.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            JAVA, "javax..", "jakarta.resource..", "org.heddle..", "tools.jackson..")
        .check(Backends.CLASSES);
  }

  @Test
  void shouldHaveNoCyclesAmongPackages() {
    slices().matching("org.heddle.(**)").should().beFreeOfCycles().check(Backends.CLASSES);
  }

  private static DescribedPredicate<JavaClass> areNotTheConnectorsBeans() {
    return DescribedPredicate.describe(
        "are not the beans that the connector specification asks for",
        type ->
            !type.isAssignableTo(AbstractManagedConnectionFactory.class)
                && !type.isAssignableTo(AbstractConnectionFactory.class));
  }

  private static DescribedPredicate<JavaClass> areOursButNeitherSharedNorOf(String backend) {
    return DescribedPredicate.describe(
        "are ours but neither the API, the SPI nor " + backend,
        type ->
            type.getPackageName().startsWith("org.heddle.")
                && !type.getPackageName().startsWith("org.heddle.api")
                && !type.getPackageName().startsWith("org.heddle.spi")
                && !type.getPackageName().startsWith(backend));
  }
}
