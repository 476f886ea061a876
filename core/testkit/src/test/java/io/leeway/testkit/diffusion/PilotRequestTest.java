package io.leeway.testkit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.agent.QuadraticCritic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a pilot of a request keeps of it. */
final class PilotRequestTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);
    private static final int HORIZON = 2;
    private static final int SIZE = HORIZON * LAYOUT.width();

    private record Nothing() implements Guidance {
        @Override
        public Target target() {
            return Target.NOTHING;
        }

        @Override
        public void guide(GuidanceStep step) {}
    }

    @Test
    void isAnUnguidedRequestForTheFirstTrajectories() {
        List<Long> progress = new ArrayList<>();
        RandomSource stream = RandomSource.of(2);
        SamplingRequest pilot =
                request().withProgress((amount, detail) -> progress.add(amount)).pilot(3, stream);
        assertThat(pilot.count()).isEqualTo(3);
        assertThat(pilot.random()).isSameAs(stream);
        assertThat(pilot.guidance()).isNull();
        assertThat(pilot.policy()).isNotNull();
        assertThat(pilot.critic()).isNotNull();
        assertThat(Objects.requireNonNull(pilot.condition()).values()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Objects.requireNonNull(pilot.start()).sigma()).isEqualTo(3);
        assertThat(Objects.requireNonNull(pilot.start()).trajectories().values())
                .isEqualTo(counted(3));
        assertThat(Objects.requireNonNull(pilot.known()).trajectories().values())
                .isEqualTo(counted(3));
        assertThat(Objects.requireNonNull(pilot.known()).mask()).hasSize(SIZE);
        pilot.progress().advance(2, "");
        assertThat(progress).containsExactly(0L);
    }

    @Test
    void hasNoMoreTrajectoriesThanTheRequest() {
        assertThat(request().pilot(64, RandomSource.of(2)).count()).isEqualTo(5);
    }

    private static SamplingRequest request() {
        Trajectories given = new Trajectories(LAYOUT, HORIZON, 5, counted(5));
        return SamplingRequest.of(GaussianDenoiser.standard(LAYOUT, HORIZON, 0, 1), 5, RandomSource.of(1))
                .withGuidance(new Nothing(), GaussianPolicy.constant(1, 1, 0, 1), new QuadraticCritic(0))
                .withCondition(new Condition(2, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .withKnown(new SamplingRequest.Known(given, new boolean[SIZE]))
                .withStart(new SamplingRequest.Start(given, 3));
    }

    private static float[] counted(int trajectories) {
        float[] values = new float[trajectories * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return values;
    }
}
