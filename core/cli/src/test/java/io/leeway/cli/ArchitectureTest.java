package io.leeway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The arrows between modules, held where all of them are on the class path. */
@AnalyzeClasses(
        packages = "io.leeway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
    private static final String SPI = "io.leeway.spi..";
    private static final String WIRING = "io.leeway.wiring..";
    private static final String ENVIRONMENT = "io.leeway.environment..";
    private static final String REPORT = "io.leeway.report..";
    private static final String DATASET_TOOLS = "io.leeway.datasettools..";
    private static final String EXPERIMENT = "io.leeway.experiment..";
    private static final String DASHBOARD = "io.leeway.dashboard..";
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
    static final ArchRule arrowsOfTheCorePointOneWay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("spi")
            .definedBy(SPI)
            .layer("testkit")
            .definedBy(TESTKIT)
            .layer("wiring")
            .definedBy(WIRING)
            .layer("environment")
            .definedBy(ENVIRONMENT)
            .layer("report")
            .definedBy(REPORT)
            .layer("dataset-tools")
            .definedBy(DATASET_TOOLS)
            .layer("experiment")
            .definedBy(EXPERIMENT)
            .layer("dashboard")
            .definedBy(DASHBOARD)
            .layer("cli")
            .definedBy(CLI)
            .whereLayer("testkit")
            .mayOnlyAccessLayers("spi")
            .whereLayer("wiring")
            .mayOnlyAccessLayers("spi")
            .whereLayer("report")
            .mayOnlyAccessLayers("spi")
            .whereLayer("environment")
            .mayOnlyAccessLayers("spi", "wiring")
            .whereLayer("dataset-tools")
            .mayOnlyAccessLayers("spi", "wiring", "environment", "report")
            .whereLayer("experiment")
            .mayOnlyAccessLayers("spi", "wiring", "environment", "report", "dataset-tools")
            .whereLayer("dashboard")
            .mayOnlyAccessLayers("spi", "wiring", "report", "experiment")
            .whereLayer("cli")
            .mayOnlyAccessLayers("spi", "wiring", "environment", "report", "dataset-tools", "experiment", "dashboard");

    @ArchTest
    static final ArchRule theCoreKnowsNoPlugin = noClasses()
            .that()
            .resideInAnyPackage(SPI, TESTKIT, WIRING, ENVIRONMENT, REPORT, DATASET_TOOLS, EXPERIMENT, DASHBOARD, CLI)
            .should()
            .dependOnClassesThat(Plugins.CLASSES);

    @ArchTest
    static final ArchRule pluginsKnowTheSpiAndEnvironmentsTools = noClasses()
            .that(Plugins.CLASSES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    WIRING, REPORT, DATASET_TOOLS, EXPERIMENT, DASHBOARD, CLI, TESTKIT, "com.google.inject..");

    @ArchTest
    static final ArchRule pluginsDoNotKnowEachOther = SlicesRuleDefinition.slices()
            .matching("io.leeway.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(Plugins.CLASSES.negate(), com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
            .ignoreDependency(com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(), Plugins.CLASSES.negate());

    @ArchTest
    static final ArchRule guiceLivesInTheWiringAndInTheGraphOfARun = noClasses()
            .that()
            .resideOutsideOfPackages("io.leeway.wiring.inject..", "io.leeway.experiment.graph..")
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

    /** A file system's exception says the name of the file alone: the reason is lost. */
    @ArchTest
    static final ArchRule theFileSystemsReasonsAreInWords = noClasses()
            .that()
            .doNotBelongToAnyOf(FileProblem.class)
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "the message of a failed input or output, instead of FileProblem.text",
                    call -> call.getName().equals("getMessage")
                            && List.of(IOException.class.getName(), UncheckedIOException.class.getName())
                                    .contains(call.getTargetOwner().getName())));
}
