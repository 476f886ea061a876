package io.leeway.datasets.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.datasets.DatasetsPlugin;
import io.leeway.datasets.behaviour.RandomBehaviour;
import io.leeway.datasets.behaviour.RandomConfig;
import io.leeway.datasets.behaviour.SpacesAlone;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Plugin;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.support.WindowCutter;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Collection on a line whose every answer is known, with episodes that terminate and actions in [-2, 2]. */
class CollectSourceTest {
    private static final Behaviour RANDOM = new RandomBehaviour();

    private static Dataset collect(Environments environments, Behaviour behaviour, int steps, int streams) {
        return collect(environments, behaviour, steps, streams, Progress.NONE);
    }

    private static Dataset collect(
            Environments environments, Behaviour behaviour, int steps, int streams, Progress progress) {
        OneBehaviour one = new OneBehaviour(behaviour);
        return new CollectSource(
                        one.config("random", new RandomConfig(), steps, streams),
                        environments,
                        one,
                        RandomSource.of(6),
                        progress)
                .load();
    }

    @Test
    void recordsEveryStepOfTheLineAsItHappened() {
        Dataset dataset = collect(new LineEnvironments(), RANDOM, 1000, 4);
        assertThat(dataset.steps()).isEqualTo(1000);
        assertThat(dataset.episodes()).isGreaterThan(50);
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            int first = dataset.firstStep(episode);
            float position = dataset.observations()[first + episode];
            assertThat(position).as("start").isBetween(-1f, 1f);
            for (int step = first; step < first + dataset.length(episode); step++) {
                float action = dataset.actions()[step];
                float next = dataset.observations()[step + episode + 1];
                assertThat(next).as("rescaled action").isCloseTo(position + 2 * action, within(1e-6f));
                assertThat(dataset.rewards()[step]).isEqualTo(next);
                position = next;
            }
            boolean beyond = Math.abs(position) > LineEnvironments.END;
            assertThat(dataset.terminated(episode)).as("episode %d", episode).isEqualTo(beyond);
            assertThat(dataset.truncated(episode)).isFalse();
        }
    }

    @Test
    void everyStreamEndsWithTheEpisodeThatGoesOn() {
        Dataset dataset = collect(new LineEnvironments(), RANDOM, 30, 4);
        List<Integer> streamEnds = new ArrayList<>();
        int steps = 0;
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            steps += dataset.length(episode);
            if (!dataset.terminated(episode)) {
                streamEnds.add(steps);
            }
        }
        assertThat(List.of(8, 16, 23, 30)).containsAll(streamEnds);
        assertThat(steps).isEqualTo(30);
    }

    @Test
    void withoutTerminationAStreamIsOneLongEpisode() {
        Behaviour still = (environments, count, random) -> (observations, begun, actions) -> Arrays.fill(actions, 0);
        Dataset dataset = collect(new LineEnvironments(), still, 1003, 5);
        assertThat(dataset.episodes()).isEqualTo(5);
        for (int episode = 0; episode < 5; episode++) {
            assertThat(dataset.length(episode)).isEqualTo(episode < 3 ? 201 : 200);
            assertThat(dataset.terminated(episode)).isFalse();
            assertThat(dataset.truncated(episode))
                    .as("longer than the time limit, which is off")
                    .isFalse();
        }
        assertThat(WindowCutter.cut(dataset, TrajectoryLayout.of(1, 1), 50, 10, 0)
                        .training()
                        .count())
                .isEqualTo(5 * 16);
    }

    @Test
    void tellsTheBehaviourWhereEpisodesBegin() {
        List<Boolean> told = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        Behaviour right = (environments, count, random) -> (observations, begun, actions) -> {
            told.add(begun[0]);
            seen.add(observations[0]);
            actions[0] = 2;
        };
        collect(new LineEnvironments(), right, 40, 1);
        for (int step = 0; step < told.size(); step++) {
            assertThat(told.get(step)).as("step %d", step).isEqualTo(seen.get(step) < 1);
        }
    }

    @Test
    void tellsWhereTheDataIsFromInOrder() {
        Dataset dataset = collect(new LineEnvironments(), RANDOM, 100, 4);
        assertThat(new ArrayList<>(dataset.provenance().entrySet()))
                .hasToString("[source=collect, environment=line-v0, environment end=3.0, behaviour=random [],"
                        + " steps=100, streams=4]");
    }

    @Test
    void reportsProgressStepByStep() {
        List<String> reports = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public Task begin(String title, long total, String unit) {
                reports.add(title + ": " + total + " " + unit);
                return (amount, detail) -> reports.add("+" + amount);
            }

            @Override
            public void say(String line) {}
        };
        collect(new LineEnvironments(), RANDOM, 10, 4, progress);
        assertThat(reports).containsExactly("Collecting line-v0 with random: 10 steps", "+4", "+4", "+2");
    }

    @Test
    void refusesSpacesThatAgentsCannotLearnFromNamingThem() {
        Space real = Space.Box.of(2, -1, 1, ElementType.FLOAT64);
        Space words = new Space.Text(1, 3, "ab");
        assertThatThrownBy(() -> collect(new SpacesAlone(words, real), RANDOM, 10, 1))
                .isInstanceOf(LeewayException.class)
                .hasMessage("The dataset source 'collect' records numbers, but the observations of spaces-v0 are Text:"
                        + " choose another environment, or wrap it to make numbers of them");
        assertThatThrownBy(() -> collect(new SpacesAlone(real, new Space.MultiBinary(List.of(3))), RANDOM, 10, 1))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("The actions of spaces-v0 are MultiBinary([3]), but agents act in a Box of")
                .hasMessageContaining("one Discrete, with a choice for each combination");
        assertThatThrownBy(() -> collect(new SpacesAlone(real, words), RANDOM, 10, 1))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("are Text");
    }

    @Test
    void choicesAreFlagsForAgents() {
        Dataset dataset = collect(new RoomEnvironments(new Space.Discrete(3, -1)), RANDOM, 40, 2);
        assertThat(dataset.choices()).contains(new Space.Discrete(3, -1));
        assertThat(dataset.actionSize()).isEqualTo(3);
        Set<Integer> chosen = new HashSet<>();
        for (int step = 0; step < dataset.steps(); step++) {
            float[] flags = Arrays.copyOfRange(dataset.actions(), 3 * step, 3 * step + 3);
            int choice = flags[0] == 1 ? 0 : flags[1] == 1 ? 1 : 2;
            float[] expected = new float[3];
            expected[choice] = 1;
            assertThat(flags).isEqualTo(expected);
            chosen.add(choice);
        }
        assertThat(chosen).hasSize(3);
    }

    @Test
    void refusesActionsOutsideTheBoundsNamingTheBehaviour() {
        for (double action : new double[] {2.1, Double.NaN}) {
            Behaviour wild = (environments, count, random) -> (observations, begun, actions) -> actions[1] = action;
            assertThatThrownBy(() -> collect(new LineEnvironments(), wild, 10, 2))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The behaviour 'random' chose the action " + action + " (column 0, stream 1), which is"
                            + " outside the bounds of line-v0: the fault is the behaviour's");
        }
    }

    @Test
    void refusesMoreStreamsThanSteps() {
        assertThatThrownBy(() -> new OneBehaviour(RANDOM).config("random", new RandomConfig(), 10, 11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("streams is 11, but must be at most the number of steps, 10");
    }

    @Test
    void pluginIsFoundAndOffersItsComponents() {
        assertThat(ServiceLoader.load(Plugin.class))
                .filteredOn(plugin -> plugin instanceof DatasetsPlugin)
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.components())
                        .extracting(component -> component.kind().getSimpleName() + " " + component.name())
                        .containsExactly(
                                "DatasetSource collect",
                                "DatasetSource d4rl-hdf5",
                                "DatasetFormat d4rl-hdf5",
                                "Benchmark dataset",
                                "DatasetSource minari",
                                "DatasetFormat minari",
                                "DatasetSource parquet",
                                "DatasetFormat parquet",
                                "Behaviour random",
                                "Behaviour noisy",
                                "Behaviour mixture",
                                "Behaviour checkpoint"));
    }
}
