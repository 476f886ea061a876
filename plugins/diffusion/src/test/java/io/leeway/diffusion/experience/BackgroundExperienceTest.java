package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.diffusion.experience.DiffusionExperienceConfig.First;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.SavedState;
import io.leeway.testkit.agent.ExperienceSourceContract;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BackgroundExperienceTest extends ExperienceSourceContract {
    private static final long EVERY = 100;

    private final Dataset dataset = new DatasetBuilder(2, 1)
            .walk(RandomSource.of(1), 100, true)
            .walk(RandomSource.of(2), 100, true)
            .build();

    @Override
    protected ExperienceSource source(Task task, Dataset data, RandomSource random) {
        Agent fixed =
                new FixedAgent(GaussianPolicy.constant(task.observationSize(), task.actionSize(), 0.5f, 0.3f), null);
        return Sources.diffusion(
                config(1, First.UNGUIDED),
                data,
                Sources.denoiser(data),
                learner(Long.MAX_VALUE, () -> fixed),
                random,
                Progress.NONE);
    }

    @Override
    protected boolean remembers() {
        return true;
    }

    private static DiffusionExperienceConfig config(int portions, First first) {
        return new DiffusionExperienceConfig(40, portions * EVERY, portions, 1, first, true, 0.0625, Sources.GUIDED);
    }

    private ExperienceSource source(First first, long updates, Progress progress) {
        return source(1, first, Sources.learner(dataset, updates), progress);
    }

    private ExperienceSource source(int portions, First first, Learner learner, Progress progress) {
        return Sources.diffusion(
                config(portions, first), dataset, Sources.denoiser(dataset), learner, RandomSource.of(1), progress);
    }

    private static float[] values(ExperienceSource source) {
        return source.synthetic().map(Trajectories::values).orElse(new float[0]);
    }

    @Test
    void takesWhatWasOrderedOneIntervalEarlierGuidedByThePolicyAsItWasThen() {
        PointingAgent agent = new PointingAgent(2, 1, 0.9f);
        try (ExperienceSource source = source(First.UNGUIDED, 1000, Progress.NONE)) {
            assertThat(source.refresh(agent, 0)).containsEntry("guided", 0.0).containsEntry("mean_age", 0.0);
            agent.point(0.7f);
            assertThat(source.refresh(agent, EVERY))
                    .containsEntry("guided", 0.0)
                    .containsEntry("mean_age", (double) EVERY);
            agent.point(-0.9f);
            assertThat(source.refresh(agent, 2 * EVERY))
                    .containsEntry("guided", 1.0)
                    .containsEntry("mean_age", (double) EVERY);

            ExperienceSource atOnce = Sources.diffusion(
                    DiffusionExperienceConfig.of(40, EVERY, 0.0625, Sources.GUIDED), dataset, RandomSource.of(1));
            atOnce.refresh(new PointingAgent(2, 1, 0.7f), 2 * EVERY);
            assertThat(values(source)).isEqualTo(values(atOnce));
        }
    }

    @Test
    void goesOnWithTheSameBytesWhereverItIsInterrupted(@TempDir Path directory) {
        for (int portions : new int[] {1, 4}) {
            for (First first : First.values()) {
                List<Object> whole = trace(portions, first, directory, -1);
                assertThat(whole).hasSize(12);
                for (int interrupted = 1; interrupted < 6; interrupted++) {
                    assertThat(trace(portions, first, directory, interrupted))
                            .as("%s, %d portions, interrupted before refresh %d", first, portions, interrupted)
                            .isEqualTo(whole);
                }
            }
        }
    }

    /** Returns figures and values of six refreshes, at one of which source and agent come from a checkpoint. */
    private List<Object> trace(int portions, First first, Path directory, int interrupted) {
        List<Object> trace = new ArrayList<>();
        Learner learner = Sources.learner(dataset, 1000);
        PointingAgent agent = new PointingAgent(2, 1, 0);
        ExperienceSource source = source(portions, first, learner, Progress.NONE);
        for (int refresh = 0; refresh < 6; refresh++) {
            if (refresh == interrupted) {
                Path state = SavedState.of(source, directory).directory();
                source.close();
                source = source(portions, first, learner, Progress.NONE);
                source.load(state);
            }
            trace.add(source.refresh(agent, refresh * EVERY));
            trace.add(Arrays.hashCode(values(source)) + " of " + source.size());
            agent.update(source, 150);
        }
        source.close();
        return trace;
    }

    @Test
    void drawsTheDatasetAloneUntilTheFirstGuidedSetWhereItComesFirst() {
        PointingAgent agent = new PointingAgent(2, 1, 0.9f);
        try (ExperienceSource source = source(First.REAL, 1000, Progress.NONE)) {
            for (long step : new long[] {0, EVERY}) {
                assertThat(source.refresh(agent, step)).isEmpty();
                assertThat(source.synthetic()).isEmpty();
                assertThat(source.size()).isEqualTo(200);
            }
            assertThat(source.refresh(agent, 2 * EVERY)).containsEntry("guided", 1.0);
            assertThat(source.size()).isGreaterThan(200);
        }
    }

    @Test
    void ordersNothingThatWouldComeAfterTheLastUpdate() {
        AtomicInteger begun = new AtomicInteger();
        Progress counting = new HookedProgress(begun::incrementAndGet, () -> {});
        try (ExperienceSource source = source(First.UNGUIDED, 2 * EVERY, counting)) {
            source.refresh(new PointingAgent(2, 1, 0), 0);
            source.refresh(new PointingAgent(2, 1, 0), EVERY);
        }
        assertThat(begun).hasValue(2);
    }

    @Test
    void aFailureInTheBackgroundIsThrownAtTheRefreshThatTakesIt() {
        for (RuntimeException failure : List.of(
                new LeewayException("Sampling gave NaN. Lower the guidance coefficient."),
                new CancellationException("The user asked to stop"))) {
            AtomicInteger begun = new AtomicInteger();
            Progress failing = new HookedProgress(begun::incrementAndGet, () -> {
                if (begun.get() == 2) {
                    throw failure;
                }
            });
            try (ExperienceSource source = source(First.UNGUIDED, 1000, failing)) {
                Agent agent = new PointingAgent(2, 1, 0);
                source.refresh(agent, 0);
                assertThatThrownBy(() -> source.refresh(agent, EVERY)).isSameAs(failure);
            }
        }
    }

    @Test
    void closingStopsWhatIsMadeAndWaitsForIt() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Progress blocking = new HookedProgress(
                working::countDown,
                () -> {
                    if (working.getCount() == 0) {
                        held.countDown();
                        await(goOn);
                    }
                },
                ended::incrementAndGet);
        List<PointingAgent> copies = new ArrayList<>();
        Learner learner = learner(1000, () -> {
            copies.add(new PointingAgent(2, 1, 0));
            return copies.get(copies.size() - 1);
        });
        ExperienceSource source = source(1, First.UNGUIDED, learner, blocking);
        source.refresh(new PointingAgent(2, 1, 0), 0);
        held.await();
        Thread closing = new Thread(source::close);
        closing.start();
        closing.join(200);
        assertThat(closing.isAlive()).as("waits").isTrue();
        goOn.countDown();
        closing.join();
        assertThat(ended).hasValue(2);
        assertThat(copies).singleElement().matches(PointingAgent::closed);
        source.close();
    }

    @Test
    void tellsHowLongTheWorkTookBesideTheUpdates() throws InterruptedException {
        try (ExperienceSource source = source(First.UNGUIDED, 1000, Progress.NONE)) {
            Agent agent = new PointingAgent(2, 1, 0);
            source.refresh(agent, 0);
            Thread.sleep(300);
            source.refresh(agent, EVERY);
            assertThat(source.secondsBeside()).isBetween(1e-6, 300.0);
        }
    }

    private static Learner learner(long updates, Supplier<Agent> agents) {
        return new Learner() {
            @Override
            public long updates() {
                return updates;
            }

            @Override
            public Agent fresh() {
                return agents.get();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
