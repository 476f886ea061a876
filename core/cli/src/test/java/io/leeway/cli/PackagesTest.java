package io.leeway.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.leeway.spi.Internal;
import java.util.Arrays;

/** The arrows between the packages of each module, held where all of them are on the class path. */
@AnalyzeClasses(
        packages = "io.leeway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class PackagesTest {
    private static final String SPI = "io.leeway.spi";
    private static final String WIRING = "io.leeway.wiring";
    private static final String TESTKIT = "io.leeway.testkit";
    private static final String ROOT = "root";

    /** Of every module, since modules themselves have no cycles: a cycle of packages lies within one. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            SlicesRuleDefinition.slices().matching("io.leeway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule contractsOfTheSpiKnowNothingThatMerelyHelps = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(SPI)
            .layer("environment")
            .definedBy(SPI + ".environment")
            .layer("data")
            .definedBy(SPI + ".data")
            .layer("agent")
            .definedBy(SPI + ".agent")
            .layer("dynamics")
            .definedBy(SPI + ".dynamics")
            .layer("diffusion")
            .definedBy(SPI + ".diffusion")
            .layer("engine")
            .definedBy(SPI + ".engine")
            .layer("support")
            .definedBy(SPI + ".support")
            .whereLayer("root")
            .mayNotAccessAnyLayer()
            .whereLayer("environment")
            .mayOnlyAccessLayers("root")
            .whereLayer("engine")
            .mayOnlyAccessLayers("root")
            .whereLayer("data")
            .mayOnlyAccessLayers("root", "environment")
            .whereLayer("agent")
            .mayOnlyAccessLayers("root", "environment", "data")
            .whereLayer("dynamics")
            .mayOnlyAccessLayers("root", "data")
            .whereLayer("diffusion")
            .mayOnlyAccessLayers("root", "data", "agent")
            .whereLayer("support")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule theRegistryKnowsNeitherConfigurationNorInjectors = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("file")
            .definedBy(WIRING + ".file")
            .layer("keys")
            .definedBy(WIRING + ".keys")
            .layer("registry")
            .definedBy(WIRING + ".registry")
            .layer("inject")
            .definedBy(WIRING + ".inject")
            .layer("config")
            .definedBy(WIRING + ".config")
            .layer("identity")
            .definedBy(WIRING + ".identity")
            .whereLayer("file")
            .mayNotAccessAnyLayer()
            .whereLayer("keys")
            .mayNotAccessAnyLayer()
            .whereLayer("registry")
            .mayOnlyAccessLayers("keys", "file")
            .whereLayer("inject")
            .mayOnlyAccessLayers("keys", "registry")
            .whereLayer("config")
            .mayOnlyAccessLayers("keys", "file", "registry")
            .whereLayer("identity")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule floorsOfExperiments = floors(
            "io.leeway.experiment",
            "config",
            "store",
            "dynamics",
            "artifact",
            "stage",
            "graph",
            "summary",
            "run",
            "trained",
            "comparison",
            "generation");

    @ArchTest
    static final ArchRule floorsOfReports =
            floors("io.leeway.report", "template", "statistics", ROOT, "table", "picture", "chart", "html");

    @ArchTest
    static final ArchRule floorsOfDatasetTools =
            floors("io.leeway.datasettools", ROOT, "info", "verification", "collection", "rewriting", "picture");

    @ArchTest
    static final ArchRule floorsOfEnvironments = floors("io.leeway.environment", "wrapper", "film", "evaluation", ROOT);

    @ArchTest
    static final ArchRule floorsOfTheDashboard = floors("io.leeway.dashboard", "watch", "web", ROOT);

    @ArchTest
    static final ArchRule floorsOfTheCommand = floors(
            "io.leeway.cli",
            "progress",
            "terminal",
            "command",
            "plugins",
            "dataset",
            "environment",
            "machine",
            "experiment",
            ROOT);

    /** Returns a rule by which each package of a module uses those before it alone. */
    private static ArchRule floors(String module, String... packages) {
        Architectures.LayeredArchitecture rule =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : packages) {
            rule = rule.layer(name).definedBy(name.equals(ROOT) ? module : module + "." + name);
        }
        for (int i = 0; i < packages.length; i++) {
            rule = i == 0
                    ? rule.whereLayer(packages[i]).mayNotAccessAnyLayer()
                    : rule.whereLayer(packages[i]).mayOnlyAccessLayers(Arrays.copyOf(packages, i));
        }
        return rule;
    }

    @ArchTest
    static final ArchRule toolsOfTheTestkitKnowNoContract = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT + ".*..");

    /** The testkit checks what is said there, and hands it on. */
    @ArchTest
    static final ArchRule pluginsAloneSpeakTheirPrivateProtocol = noClasses()
            .that()
            .resideInAnyPackage(
                    WIRING + "..",
                    "io.leeway.environment..",
                    "io.leeway.report..",
                    "io.leeway.datasettools..",
                    "io.leeway.experiment..",
                    "io.leeway.dashboard..",
                    "io.leeway.cli..")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Internal.class);
}
