package io.leeway.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageTask;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Engine}. */
public abstract class EngineContract {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /**
     * Creates an engine, once a test.
     *
     * @param progress what is bound for it: a call throws {@code CancellationException} once the user has asked to stop
     */
    protected abstract Engine engine(Progress progress);

    /** Returns at least two stages whose inputs are made and that are not made themselves; others for each test. */
    protected abstract List<StageTask> tasks();

    /** Returns a stage that fails by {@link #reason}. */
    protected abstract StageTask failing();

    /** Returns words of the message with which {@link #failing} fails. */
    protected abstract String reason();

    /** Returns a stage that takes minutes and says how far it is at least once a second. */
    protected abstract StageTask endless();

    /** Returns whether the store has the artifact of a stage. */
    protected abstract boolean made(StageTask task);

    /** Returns how long it may take at most that work elsewhere ends. */
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Test
    void offersASlot() {
        try (Engine engine = engine(Progress.NONE)) {
            assertThat(engine.slots()).isPositive();
        }
    }

    @Test
    void makesStagesSideBySide() {
        List<StageTask> tasks = tasks();
        assertThat(tasks).hasSizeGreaterThan(1).noneMatch(this::made);
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try (Engine engine = engine(Progress.NONE)) {
            List<CompletableFuture<Void>> all = tasks.stream()
                    .map(task -> CompletableFuture.runAsync(() -> engine.make(task), threads))
                    .toList();

            assertThat(all).allSatisfy(each -> assertThat(each).succeedsWithin(LIMIT));
        } finally {
            threads.shutdown();
        }
        assertThat(tasks).allMatch(this::made);
    }

    @Test
    void aStageThatIsMadeIsMadeAgainWithoutHarm() {
        StageTask task = tasks().get(0);
        try (Engine engine = engine(Progress.NONE)) {
            engine.make(task);

            assertThatCode(() -> engine.make(task)).doesNotThrowAnyException();
        }
        assertThat(made(task)).isTrue();
    }

    @Test
    void aFailureIsInTheStagesWordsAndOthersGoOn() {
        StageTask task = tasks().get(0);
        StageTask failing = failing();
        try (Engine engine = engine(Progress.NONE)) {
            assertThatThrownBy(() -> engine.make(failing))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(failing.title())
                    .hasMessageContaining(reason());

            engine.make(task);
        }
        assertThat(made(task)).isTrue();
        assertThat(made(failing)).isFalse();
    }

    @Test
    void aStageEndsOnceTheUserAsksToStop() {
        AtomicBoolean stopped = new AtomicBoolean();
        StageTask task = endless();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Engine engine = engine(new Stoppable(stopped))) {
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> engine.make(task), threads);
            assertThat(work)
                    .failsWithin(Duration.ofSeconds(3))
                    .withThrowableThat()
                    .as("a stage that takes minutes")
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);

            stopped.set(true);

            assertThat(work)
                    .failsWithin(patience())
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(CancellationException.class);
        } finally {
            threads.shutdown();
        }
        assertThat(made(task)).isFalse();
    }

    @Test
    void closingEndsWhatItStartedAndMayBeDoneTwice() throws InterruptedException {
        Set<Long> before = processes();
        Engine engine = engine(Progress.NONE);
        engine.make(tasks().get(0));

        engine.close();
        engine.close();

        for (int second = 0; second < patience().toSeconds() && !before.containsAll(processes()); second++) {
            Thread.sleep(1000);
        }
        assertThat(processes()).isSubsetOf(before);
    }

    private static Set<Long> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** A progress that ends work once a flag is set. */
    private record Stoppable(AtomicBoolean stopped) implements Progress {
        @Override
        public Task begin(String title, long total, String unit) {
            check();
            return (amount, detail) -> check();
        }

        @Override
        public void say(String line) {}

        @Override
        public void check() {
            if (stopped.get()) {
                throw new CancellationException("The user asked to stop");
            }
        }
    }
}
