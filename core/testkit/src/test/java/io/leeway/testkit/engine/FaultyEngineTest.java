package io.leeway.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageMaker;
import io.leeway.spi.engine.StageTask;
import io.leeway.testkit.ContractRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The contract of engines notices what it is for. */
final class FaultyEngineTest {
    /** The contract of an engine whose store is in memory. */
    private static class Memory extends EngineContract {
        private final Set<String> store = ConcurrentHashMap.newKeySet();
        private int count;

        private StageTask task(String kind) {
            return new StageTask(kind + "-" + count++, "stage " + count, List.of(), new byte[0]);
        }

        /** Makes a stage as a sound engine would. */
        final void make(StageTask task, Progress progress) {
            if (task.id().startsWith("failing")) {
                throw new LeewayException("The " + task.title() + " failed: the loss is NaN");
            }
            while (task.id().startsWith("endless")) {
                progress.check();
                Thread.onSpinWait();
            }
            store.add(task.id());
        }

        @Override
        protected Engine engine(Progress progress) {
            return new Calling(task -> make(task, progress));
        }

        @Override
        protected List<StageTask> tasks() {
            return List.of(task("sound"), task("sound"));
        }

        @Override
        protected StageTask failing() {
            return task("failing");
        }

        @Override
        protected String reason() {
            return "the loss is NaN";
        }

        @Override
        protected StageTask endless() {
            return task("endless");
        }

        @Override
        protected boolean made(StageTask task) {
            return store.contains(task.id());
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(1);
        }
    }

    private record Calling(StageMaker maker) implements Engine {
        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void make(StageTask task) {
            maker.make(task);
        }

        @Override
        public void close() {}
    }

    private static final class Forgets extends Memory {
        @Override
        protected Engine engine(Progress progress) {
            return new Calling(task -> {
                if (task.id().startsWith("sound")) {
                    return;
                }
                make(task, progress);
            });
        }
    }

    private static final class LosesWords extends Memory {
        @Override
        protected Engine engine(Progress progress) {
            return new Calling(task -> {
                try {
                    make(task, progress);
                } catch (LeewayException lost) {
                    throw new LeewayException("A job failed", lost);
                }
            });
        }
    }

    private static final class SaysNothing extends Memory {
        @Override
        protected Engine engine(Progress progress) {
            return new Calling(task -> {
                try {
                    make(task, progress);
                } catch (LeewayException swallowed) {
                    assertThat(swallowed).isNotNull();
                }
            });
        }
    }

    private static final class LeavesAProcess extends Memory {
        private final List<Process> left = new ArrayList<>();

        @Override
        protected Engine engine(Progress progress) {
            return new Calling(task -> {
                make(task, progress);
                try {
                    left.add(new ProcessBuilder("sleep", "60").start());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void aSoundEngineKeepsIt() {
        assertThat(ContractRun.failures(new Memory())).isEmpty();
    }

    @Test
    void oneThatForgetsIsNoticed() {
        assertThat(ContractRun.failures(new Forgets()))
                .contains("makesStagesSideBySide", "aStageThatIsMadeIsMadeAgainWithoutHarm");
    }

    @Test
    void oneWhoseFailuresSayLessOrNothingIsNoticed() {
        assertThat(ContractRun.failures(new LosesWords())).containsExactly("aFailureIsInTheStagesWordsAndOthersGoOn");
        assertThat(ContractRun.failures(new SaysNothing())).containsExactly("aFailureIsInTheStagesWordsAndOthersGoOn");
    }

    @Test
    void oneThatLeavesAProcessIsNoticed() {
        LeavesAProcess contract = new LeavesAProcess();
        try {
            assertThat(ContractRun.failures(contract)).contains("closingEndsWhatItStartedAndMayBeDoneTwice");
        } finally {
            contract.left.forEach(Process::destroyForcibly);
        }
    }
}
