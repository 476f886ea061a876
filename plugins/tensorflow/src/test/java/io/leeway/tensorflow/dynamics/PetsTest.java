package io.leeway.tensorflow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.SavedState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PetsTest {
    private static final int OBSERVATION = 2;

    @Test
    void learnsHowLikelyATerminalIs() {
        Transitions training = draw(4000, true);
        try (Pets model = new Pets(Configs.small(Activation.RELU, 500, 100), RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            model.update(training, 500);
            float[] observations = {1.5f, 0, -1, 0, 1.5f, 1, 0, -1};
            float[] terminals = model.predict(observations, new float[4], 4).terminals();
            assertThat(terminals[0]).isGreaterThan(0.85f);
            assertThat(terminals[1]).isLessThan(0.05f);
            assertThat(terminals[2]).isGreaterThan(0.85f);
            assertThat(terminals[3]).isLessThan(0.2f);
        }
    }

    @Test
    void tellsNoTerminalsWhereTheDataHasNone() {
        Transitions training = draw(100, false);
        try (Pets model = new Pets(Configs.small(), RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            assertThat(model.predict(training.observations(), training.actions(), 100)
                            .terminals())
                    .isEmpty();
        }
    }

    /** The rewards are noise, of which nothing can be learned, and the observations stand still. */
    @Test
    void endsWhereNothingMoreIsLearned(@TempDir Path directory) {
        Transitions training = draw(300, false);
        RandomSource.of(5).fillGaussian(training.rewards(), 0, 300);
        System.arraycopy(training.observations(), 0, training.nextObservations(), 0, 300 * OBSERVATION);
        PetsConfig config = Configs.small(Activation.RELU, 100_000, 2);
        try (Pets model = new Pets(config, RandomSource.of(1), Device.CPU);
                Pets apart = new Pets(config, RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            Map<String, Double> figures = model.update(training, 10_000);
            assertThat(model.finished()).isTrue();
            assertThat(model.step() % 100).isZero();
            assertThat(model.step()).isBetween(300L, 9_000L);
            assertThat(figures).containsKeys("loss", "squared_error", "held_out_squared_error");
            assertThatThrownBy(() -> model.update(training, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the training is over");

            apart.begin(training);
            apart.update(training, 130);
            Pets resumed = new Pets(config, RandomSource.of(9), Device.CPU);
            resumed.load(SavedState.of(apart, directory).directory());
            while (!resumed.finished()) {
                resumed.update(training, 77);
            }
            assertThat(SavedState.of(resumed, directory).contents())
                    .isEqualTo(SavedState.of(model, directory).contents());
            resumed.close();
        }
    }

    @Test
    void namesAValueThatIsNotFinite() {
        Transitions training = draw(50, true);
        training.observations()[7 * OBSERVATION + 1] = Float.NaN;
        assertRefused(
                training,
                "A model of the dynamics learns finite numbers, but column 1 of the observation of transition 7 is NaN."
                        + " Repair the data or leave its episode out.");
    }

    @Test
    void refusesTerminalRowsAlone() {
        Transitions training = draw(50, true);
        Arrays.fill(training.terminals(), 1);
        assertRefused(
                training,
                "A model of the dynamics learns from transitions that are not terminal, but of 50 there are 0, and of"
                        + " those that are not held out 0. Give it more data.");
    }

    @Test
    void refusesASingleRow() {
        assertRefused(
                draw(1, false),
                "A model of the dynamics learns from transitions that are not terminal, but of 1 there are 1, and of"
                        + " those that are not held out 0. Give it more data.");
    }

    private static void assertRefused(Transitions training, String message) {
        try (Pets model = new Pets(Configs.small(), RandomSource.of(1), Device.CPU)) {
            assertThatThrownBy(() -> model.begin(training))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void learnsFromTwoRows() {
        Transitions training = draw(2, false);
        try (Pets model = new Pets(Configs.small(), RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            assertThat(model.update(training, 60).get("loss")).isFinite();
            assertThat(model.predict(training.observations(), training.actions(), 2)
                            .means())
                    .doesNotContain(Float.NaN);
        }
    }

    @Test
    void saysAtWhichUpdateItDivergedAndIsAsBefore(@TempDir Path directory) {
        Transitions training = draw(200, true);
        PetsConfig wild = new PetsConfig(3, 2, List.of(16, 16), Activation.RELU, 32, 300, 1e18, 2.5e-5, 0.2, 5);
        try (Pets model = new Pets(wild, RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            Map<String, String> before = SavedState.of(model, directory).contents();
            assertThatThrownBy(() -> model.update(training, 150))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageMatching("The loss of the model of the dynamics was no longer finite at update \\d+ of"
                            + " 300\\. Lower its learning-rate \\(now 1\\.0E18\\), for example to 2\\.5E17, and see"
                            + " that the dataset has no extreme or missing values\\.");
            assertThat(model.step()).isZero();
            assertThat(SavedState.of(model, directory).contents()).isEqualTo(before);
        }
    }

    @Test
    void refusesOtherDataThanItBeganWith() {
        Transitions training = draw(50, false);
        try (Pets model = new Pets(Configs.small(), RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            assertThatThrownBy(() -> model.update(draw(51, false), 1))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The model of the dynamics was begun with 50 transitions of 2 observation and 1 action"
                            + " columns without terminals, but is to go on with 51 of 2 observation and 1 action"
                            + " columns without terminals. Use the data that it began with, or begin anew.");
        }
    }

    @Test
    void refusesTheCheckpointOfAnotherConfigurationNamingBoth(@TempDir Path directory) {
        Transitions training = draw(50, false);
        try (Pets model = new Pets(Configs.small(), RandomSource.of(1), Device.CPU);
                Pets swish = new Pets(Configs.small(Activation.SWISH, 60, 5), RandomSource.of(1), Device.CPU)) {
            model.begin(training);
            model.save(directory);
            assertThatThrownBy(() -> swish.load(directory))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContainingAll("hidden layers [16, 16] with relu", "hidden layers [16, 16] with swish");
        }
    }

    @Test
    void hasNoMoreElitesThanNetworks() {
        assertThatThrownBy(() -> new PetsConfig(3, 4, List.of(8), Activation.RELU, 8, 8, 1e-3, 0, 0.2, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("elites must be at most networks, of which they are some, but is 4 of 3");
    }

    /** A transition terminates where the first column is above 1. */
    private static Transitions draw(int count, boolean terminals) {
        RandomSource random = RandomSource.of(3);
        Transitions drawn = Transitions.zeros(OBSERVATION, 1, count);
        for (int row = 0; row < count; row++) {
            float first = 4 * random.nextFloat() - 2;
            drawn.observations()[row * OBSERVATION] = first;
            drawn.observations()[row * OBSERVATION + 1] = (float) random.nextGaussian();
            drawn.actions()[row] = 2 * random.nextFloat() - 1;
            drawn.rewards()[row] = first;
            drawn.nextObservations()[row * OBSERVATION] = 0.9f * first;
            drawn.nextObservations()[row * OBSERVATION + 1] = drawn.actions()[row];
            drawn.terminals()[row] = terminals && first > 1 ? 1 : 0;
        }
        return drawn;
    }
}
