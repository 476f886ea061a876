package io.leeway.datasets.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.datasets.SameDatasets;
import io.leeway.datasets.behaviour.RandomBehaviour;
import io.leeway.datasets.behaviour.RandomConfig;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.support.EpisodeFlattener;
import io.leeway.testkit.environment.LineEnvironments;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Episodes in the environment's own types, compared with an independent play of it. */
class CollectTypedTest {
    private static final Space.Box PUSHES = Space.Box.of(2, -2, 2, ElementType.FLOAT32);
    private static final OneBehaviour RANDOM = new OneBehaviour(new RandomBehaviour());

    private static CollectSource source(
            Environments environments, Components components, int steps, int streams, int part, boolean limit) {
        Configured<Behaviour> random = new Configured<>(Behaviour.class, "random", new RandomConfig());
        List<String> infos = environments instanceof RoomEnvironments ? List.of("age") : List.of();
        return new CollectSource(
                new CollectConfig(random, List.of(), steps, streams, part, limit, infos, 0),
                environments,
                components,
                RandomSource.of(8),
                Progress.NONE);
    }

    private static List<Episode> part(CollectSource source, int index) {
        List<Episode> episodes = new ArrayList<>();
        try (EpisodeReader reader = source.part(index)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                episodes.add(episode);
            }
        }
        return episodes;
    }

    private static double[] action(Column actions, int row) {
        double[] action = new double[actions.rowSize()];
        Arrays.setAll(action, i -> actions.real(row * action.length + i));
        return action;
    }

    /** Plays a stream's episodes by hand, from the seed that the first one tells and the actions that all tell. */
    private static void assertPlayed(List<Episode> episodes, boolean limit) {
        RoomEnvironments.Room room = new RoomEnvironments.Room();
        for (Episode episode : episodes) {
            BigInteger seed = episode.seed();
            room.reset(seed == null ? null : Long.valueOf(seed.longValueExact()));
            for (int step = 0; ; step++) {
                Column place = episode.column("observations/place");
                assertThat(place.type()).isEqualTo(ElementType.FLOAT64);
                assertThat(new double[] {place.real(2 * step), place.real(2 * step + 1)})
                        .isEqualTo(room.place());
                Column picture = episode.column("observations/picture");
                assertThat(picture.type()).isEqualTo(ElementType.UINT8);
                assertThat(picture.shape()).containsExactly(1, 2);
                assertThat(picture.integer(2 * step)).isEqualTo(room.picture()[0]);
                assertThat(episode.column("observations/door").integer(step)).isEqualTo(room.door());
                assertThat(episode.column("infos/age").integer(step)).isEqualTo(room.elapsed);
                if (step == episode.steps()) {
                    break;
                }
                room.step(action(episode.column("actions"), step));
                assertThat(episode.column("rewards").real(step)).isEqualTo(room.state / 10.0);
                boolean last = step == episode.steps() - 1;
                assertThat(episode.column("terminations").flag(step)).isEqualTo(room.terminated());
                assertThat(episode.column("truncations").flag(step))
                        .isEqualTo(limit && room.elapsed == RoomEnvironments.LIMIT);
                assertThat(room.terminated()).as("ends at once").isEqualTo(last && episode.terminated());
            }
        }
    }

    private static List<List<Episode>> streams(List<Episode> episodes) {
        List<List<Episode>> streams = new ArrayList<>();
        for (Episode episode : episodes) {
            if (episode.seed() != null) {
                streams.add(new ArrayList<>());
            }
            streams.get(streams.size() - 1).add(episode);
        }
        return streams;
    }

    @Test
    void episodesAreThoseOfAnIndependentPlayWhateverTheActionsAre() {
        List<Space> spaces = List.of(
                PUSHES,
                new Space.Discrete(5, -2),
                new Space.MultiDiscrete(List.of(2), new long[] {3, 4}, new long[] {0, -1}),
                new Space.MultiBinary(List.of(3)));
        List<ElementType> types = List.of(ElementType.FLOAT32, ElementType.INT64, ElementType.INT64, ElementType.INT8);
        for (int i = 0; i < spaces.size(); i++) {
            for (boolean limit : new boolean[] {false, true}) {
                List<Episode> episodes =
                        part(source(new RoomEnvironments(spaces.get(i)), RANDOM, 301, 4, 1000, limit), 0);
                List<List<Episode>> streams = streams(episodes);
                assertThat(streams).hasSize(4);
                streams.forEach(stream -> assertPlayed(stream, limit));
                assertThat(streams.stream()
                                .map(stream ->
                                        stream.stream().mapToInt(Episode::steps).sum())
                                .toList())
                        .containsExactly(76, 75, 75, 75);
                assertThat(episodes.get(0).column("actions").type()).isEqualTo(types.get(i));
                assertThat(episodes.stream().anyMatch(Episode::truncated)).isEqualTo(limit);
            }
        }
    }

    @Test
    void loadIsTheTypedEpisodesFlattened() {
        CollectSource source = source(new RoomEnvironments(PUSHES), RANDOM, 500, 3, 200, true);
        assertThat(source.parts()).isEqualTo(3);
        List<Episode> all = new ArrayList<>();
        for (int i = 0; i < source.parts(); i++) {
            all.addAll(part(source, i));
        }
        DatasetDescription description = source.part(0).description();
        EpisodeFlattener flattener = new EpisodeFlattener("all", description, all.get(0), List.of(), false);
        all.forEach(flattener::add);
        Dataset loaded = source.load();
        SameDatasets.assertSame(loaded, flattener.dataset(loaded.provenance()), "flattened");
        assertThat(loaded.observationSize()).isEqualTo(2 + 2 + 3);
        assertThat(loaded.steps()).isEqualTo(500);
        assertThat(description.attributes())
                .containsEntry("env_id", "room-v0")
                .containsEntry("algorithm_name", "random");
        assertThat(description.observationSpace()).isEqualTo(RoomEnvironments.OBSERVATIONS);
    }

    @Test
    void aPartIsTheSameWithoutTheOthersAndUnlikeThem() {
        CollectSource all = source(new RoomEnvironments(PUSHES), RANDOM, 500, 3, 200, false);
        List<List<Episode>> parts = List.of(part(all, 0), part(all, 1), part(all, 2));
        for (int i = 2; i >= 0; i--) {
            CollectSource alone = source(new RoomEnvironments(PUSHES), RANDOM, 500, 3, 200, false);
            assertThat(part(alone, i)).isEqualTo(parts.get(i));
        }
        assertThat(parts.get(1)).isNotEqualTo(parts.get(0));
        assertThat(parts.get(2).stream().mapToInt(Episode::steps).sum()).isEqualTo(100);
    }

    @Test
    void theFirstPartIsTheWholeOfAShorterCollection() {
        assertThat(part(source(new RoomEnvironments(PUSHES), RANDOM, 500, 3, 200, false), 0))
                .isEqualTo(part(source(new RoomEnvironments(PUSHES), RANDOM, 200, 3, 1000, false), 0));
    }

    @Test
    void behavioursSeeFlatObservationsAndTheirSpace() {
        Behaviour looking = (environments, count, random) -> {
            assertThat(((Space.Box) environments.spec().observationSpace()).size())
                    .isEqualTo(7);
            return (observations, begun, actions) -> {
                assertThat(observations).hasSize(7 * count);
                assertThat(observations[4] + observations[5] + observations[6]).isEqualTo(1);
                Arrays.fill(actions, 0.4);
            };
        };
        List<Episode> episodes =
                part(source(new RoomEnvironments(PUSHES), new OneBehaviour(looking), 50, 2, 50, false), 0);
        assertThat(episodes.get(0).column("actions").real(0))
                .as("in the environment's units and type")
                .isEqualTo(0.4f);
    }

    @Test
    void stagesPlayOneAfterAnotherInPartsOfTheirOwn() {
        Components fixed = new Components() {
            @Override
            public <K> K create(Configured<K> choice) {
                double push = Double.parseDouble(choice.type());
                Behaviour pushing =
                        (environments, count, random) -> (observations, begun, actions) -> Arrays.fill(actions, push);
                return choice.kind().cast(pushing);
            }

            @Override
            public <T> Components with(Class<T> type, T value) {
                throw new UnsupportedOperationException("Nothing is bound here");
            }
        };
        List<Configured<Behaviour>> stages = List.of(stage("0.25"), stage("-0.5"), stage("1"));
        CollectSource source = new CollectSource(
                new CollectConfig(stages.get(0), stages, 100, 2, 20, true, List.of(), 0),
                new LineEnvironments(),
                fixed,
                RandomSource.of(1),
                Progress.NONE);
        List<String> played = new ArrayList<>();
        for (int i = 0; i < source.parts(); i++) {
            for (Episode episode : part(source, i)) {
                Column actions = episode.column("actions");
                for (int row = 0; row < actions.rows(); row++) {
                    assertThat(actions.real(row)).isEqualTo(actions.real(0));
                    played.add(i + ": " + actions.real(0));
                }
            }
        }
        assertThat(played).hasSize(100);
        assertThat(played.stream().distinct())
                .containsExactly("0: 0.25", "1: 0.25", "2: -0.5", "3: -0.5", "4: 1.0", "5: 1.0");
        assertThat(played).filteredOn(each -> each.endsWith("0.25")).hasSize(34);
        assertThat(source.load().provenance()).containsEntry("behaviour", "0.25 [], then -0.5 [], then 1 []");
    }

    private static Configured<Behaviour> stage(String name) {
        return new Configured<>(Behaviour.class, name, new RandomConfig());
    }

    @Test
    void anInfoThatIsNotThereIsNamed() {
        Configured<Behaviour> random = new Configured<>(Behaviour.class, "random", new RandomConfig());
        CollectSource source = new CollectSource(
                new CollectConfig(random, List.of(), 10, 1, 10, false, List.of("colour"), 0),
                new RoomEnvironments(PUSHES),
                RANDOM,
                RandomSource.of(1),
                Progress.NONE);
        assertThatThrownBy(() -> part(source, 0))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "There is no info 'colour' in a step of stream 0 in room-v0, but one that is recorded must be"
                                + " there in every step: leave it out of 'infos'");
    }

    @Test
    void theSeedOfEachStreamsFirstEpisodeIsTold() {
        List<Episode> episodes = part(source(new LineEnvironments(), RANDOM, 200, 2, 200, true), 0);
        List<Long> expected = new ArrayList<>();
        RandomSource seeds = RandomSource.of(8).split("environments");
        expected.add(seeds.nextLong() >>> 1);
        expected.add(seeds.nextLong() >>> 1);
        assertThat(episodes.stream()
                        .map(Episode::seed)
                        .filter(Objects::nonNull)
                        .map(BigInteger::longValueExact)
                        .toList())
                .isEqualTo(expected);
    }
}
