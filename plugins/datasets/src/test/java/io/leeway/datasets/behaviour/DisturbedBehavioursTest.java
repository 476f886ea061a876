package io.leeway.datasets.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.datasets.collect.OneBehaviour;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What noise and mixtures come to, against their definitions. */
class DisturbedBehavioursTest {
    private static final int COUNT = 50_000;
    private static final Space ANY = Space.Box.of(1, -9, 9, ElementType.FLOAT64);
    private static final SpacesAlone WIDE = new SpacesAlone(
            ANY, new Space.Box(List.of(2), new double[] {-100, 0}, new double[] {100, 40}, ElementType.FLOAT64));

    private static Configured<Behaviour> any() {
        return new Configured<>(Behaviour.class, "any", new RandomConfig());
    }

    private static OneBehaviour always(double... action) {
        return new OneBehaviour((environments, count, random) -> (observations, begun, actions) -> {
            for (int i = 0; i < actions.length; i++) {
                actions[i] = action[i % action.length];
            }
        });
    }

    private static double[] disturbed(SpacesAlone environments, double deviation, double epsilon, double... action) {
        Behaviour noisy = new NoisyBehaviour(new NoisyConfig(any(), deviation, epsilon), always(action));
        double[] actions = new double[COUNT * action.length];
        noisy.start(environments, COUNT, RandomSource.of(4)).act(new double[COUNT], new boolean[COUNT], actions);
        return actions;
    }

    private static double[] column(double[] actions, int column, int size) {
        double[] values = new double[actions.length / size];
        Arrays.setAll(values, i -> actions[i * size + column]);
        return values;
    }

    private static double mean(DoubleStream values) {
        return values.average().orElseThrow();
    }

    @Test
    void noiseIsNormalInUnitsOfHalfTheRange() {
        double[] actions = disturbed(WIDE, 0.05, 0, 10, 20);
        double[] sigma = {0.05 * 100, 0.05 * 20};
        double[] centre = {10, 20};
        for (int i = 0; i < 2; i++) {
            double[] z = column(actions, i, 2);
            double from = centre[i];
            double width = sigma[i];
            double[] standard = Arrays.stream(z).map(x -> (x - from) / width).toArray();
            double error = 5 / Math.sqrt(COUNT);
            assertThat(mean(Arrays.stream(standard))).isCloseTo(0, within(error));
            assertThat(mean(Arrays.stream(standard).map(x -> x * x))).isCloseTo(1, within(Math.sqrt(2) * error));
            assertThat(mean(Arrays.stream(standard).map(x -> x * x * x * x)))
                    .isCloseTo(3, within(Math.sqrt(96) * error));
        }
    }

    @Test
    void noiseIsClippedAtTheBounds() {
        double[] first = column(disturbed(WIDE, 1, 0, 100, 0), 0, 2);
        double share = Arrays.stream(first).filter(x -> x == 100).count() / (double) COUNT;
        assertThat(share).isCloseTo(0.5, within(2.5 / Math.sqrt(COUNT)));
        assertThat(Arrays.stream(first)).allMatch(x -> x >= -100 && x <= 100);
    }

    @Test
    void epsilonIsTheChanceOfAUniformAction() {
        double[] actions = disturbed(WIDE, 0, 0.3, 10, 20);
        double[] first = column(actions, 0, 2);
        double[] second = column(actions, 1, 2);
        double error = 5 * Math.sqrt(0.3 * 0.7 / COUNT);
        int replaced = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            assertThat(first[i] == 10).as("whole actions").isEqualTo(second[i] == 20);
            if (first[i] != 10) {
                replaced++;
                sum += first[i] / 100;
                squares += first[i] * first[i] / 1e4;
            }
        }
        assertThat(replaced / (double) COUNT).isCloseTo(0.3, within(error));
        assertThat(sum / replaced).isCloseTo(0, within(5 * Math.sqrt(1.0 / 3 / replaced)));
        assertThat(squares / replaced).isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / replaced)));
    }

    @Test
    void choicesTakeEpsilonButNoNoise() {
        SpacesAlone choices = new SpacesAlone(ANY, new Space.Discrete(4, 3));
        double[] actions = disturbed(choices, 0, 0.5, 3);
        for (int choice = 3; choice < 7; choice++) {
            double expected = 0.125 + (choice == 3 ? 0.5 : 0);
            int wanted = choice;
            double share = Arrays.stream(actions).filter(x -> x == wanted).count() / (double) COUNT;
            assertThat(share).isCloseTo(expected, within(2.5 / Math.sqrt(COUNT)));
        }
        assertThatThrownBy(() -> disturbed(choices, 0.1, 0, 3))
                .isInstanceOf(LeewayException.class)
                .hasMessage(
                        "The behaviour 'noisy' cannot add noise to the actions of spaces-v0, which are Discrete and not"
                                + " real numbers: set its standard-deviation to 0 and its epsilon above it");
    }

    @Test
    void aMixtureKeepsItsPlayerWithinAnEpisodeAndItsSharesOverEpisodes() {
        int[] closed = new int[1];
        double[] next = {0};
        OneBehaviour numbered = new OneBehaviour((environments, count, random) -> {
            double own = next[0]++;
            return new Behaviour.Player() {
                @Override
                public void act(double[] observations, boolean[] begun, double[] actions) {
                    Arrays.fill(actions, own);
                }

                @Override
                public void close() {
                    closed[0]++;
                }
            };
        });
        MixtureConfig config = new MixtureConfig(List.of(any(), any(), any()), List.of(1.0, 0.0, 3.0));
        Behaviour.Player player = new MixtureBehaviour(config, numbered).start(WIDE, 2, RandomSource.of(2));
        int episodes = 20_000;
        int[] seen = new int[3];
        int both = 0;
        double[] actions = new double[4];
        for (int episode = 0; episode < episodes; episode++) {
            player.act(new double[2], new boolean[] {true, false}, actions);
            double first = actions[0];
            double other = actions[2];
            seen[(int) first]++;
            for (int step = 0; step < 3; step++) {
                player.act(new double[2], new boolean[2], actions);
                assertThat(actions).containsExactly(first, first, other, other);
            }
            both += first == other ? 1 : 0;
        }
        double error = 5 * Math.sqrt(0.25 * 0.75 / episodes);
        assertThat(seen[0] / (double) episodes).isCloseTo(0.25, within(error));
        assertThat(seen[1]).isZero();
        assertThat(both).as("the other stream's episode goes on").isIn(seen[0], seen[2]);
        player.close();
        assertThat(closed[0]).isEqualTo(3);
    }

    @Test
    void weightsThatMeanNothingAreRefused() {
        List<Configured<Behaviour>> two = List.of(any(), any());
        assertThatThrownBy(() -> new MixtureConfig(two, List.of(1.0)))
                .hasMessage("weights has 1 numbers, but must have one for each of the 2 behaviours");
        for (List<Double> wrong : List.of(List.of(0.0, 0.0), List.of(-1.0, 2.0), List.of(1.0, Double.NaN))) {
            assertThatThrownBy(() -> new MixtureConfig(two, wrong))
                    .hasMessage("weights is " + wrong + ", but must be 0 or more, and not all 0");
        }
        assertThat(new MixtureConfig(two, List.of()).shares()).containsExactly(0.5, 0.5);
    }
}
