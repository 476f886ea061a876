package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.experiment.comparison.ComparisonConfig;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.sweep.Sweep;
import io.leeway.experiment.sweep.SweepConfig;
import io.leeway.spi.Configured;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.environment.Environment;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.JsonSchema;
import io.leeway.wiring.config.KeyDescription;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What comes with Leeway, as users meet it. */
final class DistributionTest {
    private static final Registry REGISTRY = Registry.load(null);
    private final Configurations configurations = new Configurations(REGISTRY);

    static Stream<Registered<?>> components() {
        return REGISTRY.all().stream();
    }

    /** The examples' experiments, but for those that need a plugin which is built beside them. */
    static Stream<Path> experiments() throws IOException {
        return examples("");
    }

    /** What the examples compare. */
    static Stream<Path> comparisons() throws IOException {
        return examples("curves");
    }

    /** The sweeps of the examples. */
    static Stream<Path> sweeps() throws IOException {
        return examples("axes");
    }

    /** Returns the examples with a key, or those with neither of them. */
    private static Stream<Path> examples(String key) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "..", "examples"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file);
                String has = text.contains("\ncurves:") ? "curves" : text.contains("\naxes:") ? "axes" : "";
                boolean built = Files.exists(file.resolveSibling("pom.xml"))
                        || file.toString().contains("target");
                if (!built && has.equals(key)) {
                    found.add(file);
                }
            }
        }
        return found.stream();
    }

    @Test
    void everyPluginIsSound() {
        assertThat(REGISTRY.problems()).isEmpty();
        assertThat(REGISTRY.all()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("components")
    <K> void everyDefaultIsValidAndReadsBack(Registered<K> registered) {
        List<Key> keys = Key.of(registered.component().configuration());
        Class<K> kind = registered.component().kind();
        String name = registered.component().name();
        assertThatCode(() -> KeyDescription.of(registered.component().configuration()))
                .doesNotThrowAnyException();
        if (keys.stream().noneMatch(Key::required)) {
            Configured<K> choice = configurations.choose(kind, name, name, oneOfSeveral(kind, name));
            String yaml = ConfigurationTree.yaml(ConfigurationTree.of(choice.configuration()));
            assertThat(configurations.parse(
                            yaml, name, List.of(), registered.component().configuration()))
                    .isEqualTo(choice.configuration());
        }
    }

    /** Returns a choice where one of several keys is needed. */
    private static List<Setting> oneOfSeveral(Class<?> kind, String name) {
        if (kind == DatasetSource.class && name.equals("minari")) {
            return List.of(Setting.of("id=maze/umaze-v0"));
        }
        return kind == Guidance.class && name.equals("adaptive-policy")
                ? List.of(Setting.of("log-likelihood-gain=0.5"))
                : List.of();
    }

    @Test
    void everyIdIsThatOfWhatItMakes() {
        EnvironmentMaker maker = EnvironmentMaker.of(REGISTRY);
        assertThat(maker.problems()).isEmpty();
        assertThat(maker.ids()).isNotEmpty().allSatisfy(id -> {
            try (Environment made = maker.make(id.id())) {
                assertThat(made.spec().id()).isEqualTo(id.id());
                assertThat(made.spec().maximumEpisodeSteps()).isEqualTo(id.maximumEpisodeSteps());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyKeyIsDescribed(Registered<?> registered) {
        assertThat(KeyDescription.of(registered.component().configuration()))
                .allSatisfy(key -> assertThat(key.description())
                        .as(registered.title() + " " + key.path())
                        .isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void everyComparisonIsRead(Path file) {
        assertThat(configurations.load(file, List.of(), ComparisonConfig.class).curves())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void everyExampleIsReadAndAgreesWithTheSchema(Path file) throws IOException {
        configurations.load(file, List.of(), ExperimentConfig.class);
        assertAgrees(ExperimentConfig.class, file);
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void everySweepIsReadAndAgreesWithTheSchema(Path file) throws IOException {
        assertThat(Sweep.load(configurations, file, List.of(), 1000).jobs()).isNotEmpty();
        assertAgrees(SweepConfig.class, file);
    }

    private static void assertAgrees(Class<? extends Record> type, Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode schema = json.valueToTree(JsonSchema.of(type, "Title", REGISTRY));
        JsonNode written =
                json.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(written))
                .isEmpty();
    }
}
