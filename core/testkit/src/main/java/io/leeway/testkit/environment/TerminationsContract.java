package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environments.StatePictures;
import io.leeway.spi.environment.Environments.Terminations;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The promises of a rule of termination and of pictures of states, where there are any. A part of
 * {@link EnvironmentsContract}.
 */
public abstract class TerminationsContract extends OracleContract {
    @Test
    void theRuleSaysWhichStepsTerminate() {
        Terminations rule = assumedRule();
        int count = 4;
        try (VectorEnvironment environment = begin(count, AutoresetMode.SAME_STEP)) {
            double[] before = flat(environment.reset(null, null, Map.of()).observations(), count);
            boolean[] terminated = new boolean[count];
            for (Value each : actions(count, patience() + 2)) {
                VectorEnvironment.Step step = environment.step(each);
                double[] next =
                        flat(Optional.ofNullable(step.finalObservations()).orElseThrow(), count);
                rule.terminated(before, each.reals(), next, count, terminated);
                assertThat(terminated).isEqualTo(step.terminated());
                before = flat(step.observations(), count);
            }
        }
    }

    @Test
    void theRuleRefusesWhatIsNotFinite() {
        Terminations rule = assumedRule();
        double[] sound = aState();
        double[] next = sound.clone();
        next[0] = Double.NaN;
        double[] action = actions(1, 1).get(0).reals();
        assertThatThrownBy(() -> rule.terminated(sound, action, next, 1, new boolean[1]))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("finite");
    }

    @Test
    void thePictureOfAStateIsOfThatStateAlone() {
        double[] state = aState();
        double[] other = aState();
        other[0] += 0.3;
        try (StatePictures pictures = assumedPictures()) {
            Picture first = pictures.draw(state);
            Picture second = pictures.draw(other);
            assertThat(Arrays.equals(pictures.draw(state).pixels(), first.pixels()))
                    .as("the same state, the same picture")
                    .isTrue();
            assertThat(Arrays.equals(second.pixels(), first.pixels()))
                    .as("another state, the same picture")
                    .isFalse();
        }
    }

    @Test
    void aStateThatIsNotFiniteIsNotDrawn() {
        double[] state = aState();
        state[0] = Double.POSITIVE_INFINITY;
        try (StatePictures pictures = assumedPictures()) {
            assertThatThrownBy(() -> pictures.draw(state))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("finite");
        }
    }

    private double[] aState() {
        try (VectorEnvironment environment = begin(1, AutoresetMode.NEXT_STEP)) {
            return flat(environment.reset(new Long[] {1L}, null, Map.of()).observations(), 1);
        }
    }

    private double[] flat(Value observations, int count) {
        Space space = environments().spec().observationSpace();
        return space.flatten(observations, count).clone();
    }

    private Terminations assumedRule() {
        Optional<Terminations> rule = environments().terminations();
        assumeTrue(rule.isPresent(), "no rule of termination is known");
        return rule.orElseThrow();
    }

    private StatePictures assumedPictures() {
        Optional<StatePictures> pictures = environments().statePictures();
        assumeTrue(pictures.isPresent(), "states cannot be drawn");
        return pictures.orElseThrow();
    }
}
