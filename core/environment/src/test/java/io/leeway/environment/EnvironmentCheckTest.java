package io.leeway.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.environment.EnvironmentCheck.Finding;
import io.leeway.environment.EnvironmentCheck.Status;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvironmentCheckTest {
    /** The line, with what a step gives changed. */
    private record Changed(UnaryOperator<VectorEnvironment.Step> change) implements Environments {
        @Override
        public EnvironmentSpec spec() {
            return new LineEnvironments().spec();
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            VectorEnvironment line = new LineEnvironments().make(options);
            return new VectorEnvironment() {
                @Override
                public int count() {
                    return line.count();
                }

                @Override
                public EnvironmentSpec spec() {
                    return line.spec();
                }

                @Override
                public AutoresetMode autoreset() {
                    return line.autoreset();
                }

                @Override
                public Reset reset(
                        @Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
                    return line.reset(seeds, mask, options);
                }

                @Override
                public Step step(Value actions) {
                    return change.apply(line.step(actions));
                }
            };
        }
    }

    private static List<String> failed(UnaryOperator<VectorEnvironment.Step> change) {
        return EnvironmentCheck.of(new Changed(change)).stream()
                .filter(finding -> finding.status() == Status.FAILED)
                .map(finding -> finding.check() + ": " + finding.detail())
                .toList();
    }

    @Test
    void anEnvironmentThatKeepsTheRulesPassesWithWarnings() {
        List<Finding> findings = EnvironmentCheck.of(new LineEnvironments());
        assertThat(findings).extracting(Finding::status).doesNotContain(Status.FAILED);
        assertThat(findings)
                .filteredOn(finding -> finding.status() == Status.WARNING)
                .extracting(Finding::check)
                .containsExactly("the observation space is bounded", "the action space is normalised");
        assertThat(findings).hasSizeGreaterThan(9);
    }

    @Test
    void aRewardOrObservationThatIsNoNumberIsFound() {
        assertThat(failed(step -> {
                    step.rewards()[0] = Double.NaN;
                    return step;
                }))
                .anyMatch(line -> line.contains("The reward of step 1 is NaN"));
        assertThat(failed(step -> {
                    step.observations().reals()[0] = Double.NaN;
                    return step;
                }))
                .anyMatch(line -> line.contains("The observation after step 1 has NaN in column 0 of environment 0"));
    }

    @Test
    void chanceThatNoSeedDecidesIsFound() {
        double[] drift = {0};
        assertThat(failed(step -> {
                    step.observations().reals()[0] += drift[0]++ * 1e-9;
                    return step;
                }))
                .anyMatch(line -> line.startsWith("the same seed gives the same episode: Seed 123 gave two stories"));
    }

    @Test
    void truncationAtOnceIsFound() {
        assertThat(failed(step -> {
                    step.truncated()[0] = true;
                    return step;
                }))
                .contains("the first step does not truncate: The episode was truncated after one step");
    }
}
