package io.leeway.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.experiment.ToyPlugin;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepTest {
    /** An experiment of toys. */
    static final String EXPERIMENT = """
            name: toy
            seeds: [3, 4]
            device: cpu
            environment: toy
            dataset: {type: toy}
            windows: {stride: 2, held-out: 0.25}
            denoiser: {type: toy, updates: 330}
            sampler: toy
            dynamics: {type: pets, updates: 240, steps: 240}
            agent: {type: toy, updates: 250}
            evaluation: {episodes: 7, every: 60}
            experience:
              real: real
              synthetic: synthetic
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.replace(", steps: 240", ""));
    }

    private Sweep load(String yaml, String... settings) {
        return load(1000, yaml, settings);
    }

    private Sweep load(long most, String yaml, String... settings) {
        try {
            Path file = Files.writeString(folder.resolve("sweep.yaml"), yaml);
            List<Setting> changes =
                    java.util.Arrays.stream(settings).map(Setting::of).toList();
            return Sweep.load(new Configurations(Registry.of(new ToyPlugin())), file, changes, most);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void axesSpanEveryCombinationTheLastOneFastest() {
        Sweep sweep = load("""
                name: grid
                experiment: experiment.yaml
                seeds: [7]
                axes:
                  updates: {path: denoiser.updates, values: [10, 20]}
                  stride: {path: windows.stride, values: [1, 2, 3]}
                """);

        assertThat(sweep.jobs())
                .extracting(Sweep.Job::title)
                .containsExactly(
                        "updates=10, stride=1",
                        "updates=10, stride=2",
                        "updates=10, stride=3",
                        "updates=20, stride=1",
                        "updates=20, stride=2",
                        "updates=20, stride=3");
        assertThat(sweep.jobs())
                .allSatisfy(job -> assertThat(job.experiment().seeds()).containsExactly(7L));
        assertThat(sweep.jobs().get(5).experiment().denoising().windows().stride())
                .isEqualTo(3);
        assertThat(sweep.axes().get(0).paths()).containsExactly("denoiser.updates");
    }

    @Test
    void zipsAndListsSetSeveralPathsConditionsAndExclusionsLeaveSomeOut() {
        Sweep sweep = load("""
                name: forms
                experiment: experiment.yaml
                axes:
                  length:
                    zip:
                      denoiser.updates: [10, 20]
                      agent.updates: [60, 120]
                  source:
                    list:
                      plain: {experience: {only: real}}
                      made: {experience: {only: synthetic}, windows.stride: 3}
                  stride: {path: windows.stride, values: [4, 5], when: {source: made}}
                exclude:
                  - {length: 20 / 120, source: [made], stride: [4]}
                """);

        assertThat(sweep.jobs())
                .extracting(Sweep.Job::title)
                .containsExactly(
                        "length=10 / 60, source=plain",
                        "length=10 / 60, source=made, stride=4",
                        "length=10 / 60, source=made, stride=5",
                        "length=20 / 120, source=plain",
                        "length=20 / 120, source=made, stride=5");
        Sweep.Job last = sweep.jobs().get(4);
        assertThat(last.experiment().agent().updates()).isEqualTo(120);
        assertThat(last.experiment().experience()).containsOnlyKeys("only");
        assertThat(last.experiment().denoising().windows().stride()).isEqualTo(5);
        assertThat(sweep.jobs().get(0).experiment().denoising().windows().stride())
                .isEqualTo(2);
    }

    @Test
    void theExperimentMayStandInTheSweepItself() {
        String inline = EXPERIMENT.replace(", steps: 240", "").indent(2);

        Sweep sweep = load(
                "name: inline\nexperiment:\n" + inline + "axes: {updates: {path: denoiser.updates, values: [10]}}\n");

        assertThat(sweep.jobs()).hasSize(1);
        assertThat(sweep.jobs().get(0).experiment().name()).isEqualTo("toy");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWhereItStands() {
        assertThatThrownBy(() -> load("""
                        name: wrong
                        experiment: experiment.yaml
                        axes:
                          one: {path: windows.strde, values: [1, 2]}
                          two: {path: denoiser.updates, values: [many]}
                        """))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("sweep.yaml:4:39: windows.strde: is not a key")
                .hasMessageContaining("Did you mean 'stride'?")
                .hasMessageContaining("sweep.yaml:5:42: denoiser.updates: must be a whole number, but is many");
        assertThatThrownBy(() -> load("""
                        name: wrong
                        experiment: experiment.yaml
                        axes:
                          one: {path: windows.stride, values: [1, 1], when: {two: 3}}
                          two: {path: denoiser.updates, values: [5]}
                        exclude: [{on: 1}, {two: 6}]
                        """))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("axes.one has the value '1' twice")
                .hasMessageContaining("axes.one.when names the axis 'two', which is not one before it")
                .hasMessageContaining(
                        "exclude[0] names the axis 'on', which is not one of the sweep. Did you mean 'one'?")
                .hasMessageContaining(
                        "exclude[1].two names '6', which the axis does not have. Did you mean '5'? It has: 5.");
        assertThatThrownBy(() -> load("""
                        name: wrong
                        experiment: experiment.yaml
                        axes:
                          none: {path: windows.stride, values: []}
                          both: {path: windows.stride, values: [1], zip: {seeds: [[1]]}}
                          uneven: {zip: {windows.stride: [1, 2], agent.updates: [3]}}
                        """))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("has no values, so that there would be no job")
                .hasMessageContaining("must have one of 'path' with 'values', 'zip' and 'list', but has several")
                .hasMessageContaining("has paths with different numbers of values in 'zip'");
    }

    @Test
    void allCombinationsLeftOutIsNoSweep() {
        assertThatThrownBy(() -> load("""
                        name: none
                        experiment: experiment.yaml
                        axes: {one: {path: windows.stride, values: [1, 2]}}
                        exclude: [{one: [1, 2]}]
                        """))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("has no job: 'exclude' leaves out all 2 combinations of its axes");
    }

    @Test
    void moreThanWasMeantIsRefusedBeforeAnythingIsMadeOfIt() {
        StringBuilder yaml = new StringBuilder("name: huge\nexperiment: experiment.yaml\naxes:\n");
        for (int axis = 0; axis < 30; axis++) {
            yaml.append("  a").append(axis).append(": {path: seeds, values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}\n");
        }

        assertThatThrownBy(() -> load(yaml.toString()))
                .isInstanceOf(Sweep.TooManyJobs.class)
                .hasMessageContaining("1,000,000,000,000,000,000,000,000,000,000 combinations, more than 1,000")
                .hasMessageContaining("--yes");
    }
}
