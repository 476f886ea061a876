package io.leeway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The arrows between modules, held where all of them are on the class path. */
@AnalyzeClasses(
        packages = "io.leeway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
    private static final String SPI = "io.leeway.spi..";
    private static final String RUNTIME = "io.leeway.runtime..";
    private static final String CLI = "io.leeway.cli..";
    private static final String TESTKIT = "io.leeway.testkit..";

    @ArchTest
    static final ArchRule theSpiKnowsAnnotationsAlone = classes()
            .that()
            .resideInAPackage(SPI)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SPI, "java..", "jakarta.inject..", "jakarta.validation..", "org.jspecify..");

    @ArchTest
    static final ArchRule theRuntimeKnowsTheSpiAlone = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, TESTKIT)
            .orShould()
            .dependOnClassesThat(Plugins.CLASSES);

    @ArchTest
    static final ArchRule theTestkitKnowsTheSpiAlone = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RUNTIME, CLI)
            .orShould()
            .dependOnClassesThat(Plugins.CLASSES);

    @ArchTest
    static final ArchRule theCommandKnowsNoPlugin =
            noClasses().that().resideInAPackage(CLI).should().dependOnClassesThat(Plugins.CLASSES);

    @ArchTest
    static final ArchRule pluginsKnowTheSpiAlone = noClasses()
            .that(Plugins.CLASSES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RUNTIME, CLI, TESTKIT, "com.google.inject..");

    @ArchTest
    static final ArchRule pluginsDoNotKnowEachOther = SlicesRuleDefinition.slices()
            .matching("io.leeway.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(Plugins.CLASSES.negate(), com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
            .ignoreDependency(com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(), Plugins.CLASSES.negate());

    @ArchTest
    static final ArchRule guiceLivesInTheRegistry = noClasses()
            .that()
            .resideOutsideOfPackage("io.leeway.runtime.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.inject..");

    @ArchTest
    static final ArchRule nothingDrawsFromAGlobalGenerator = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule pluginsReadNoWallClock = noClasses()
            .that(Plugins.CLASSES)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule staticStateIsConstant = fields().that()
            .areStatic()
            .and()
            .doNotHaveName("$VALUES")
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.leeway.proto..")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Misc|Impl)");

    /** Leaves out what tests share with one another. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
