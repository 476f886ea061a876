package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private Task task(String id, String... inputs) {
        return new Task(id, id, List.of(inputs), () -> done.add(id));
    }

    /** Remembers how tasks end. */
    private static final class Ends implements Schedule.Listener {
        private final List<String> ends = new ArrayList<>();

        @Override
        public void finished(Task task) {
            ends.add("finished " + task.id());
        }

        @Override
        public void failed(Task task, Throwable failure) {
            ends.add("failed " + task.id() + ": " + failure.getMessage());
        }

        @Override
        public void skipped(Task task, Task cause) {
            ends.add("skipped " + task.id() + " for " + cause.id());
        }
    }

    @Test
    void oneByOneTheyComeInTheOrderGivenEachAfterItsInputs() {
        List<Task> tasks = List.of(task("d", "c"), task("a"), task("c", "a", "b"), task("b"), task("e"));

        new Schedule(1).run(tasks, new Ends());

        assertThat(done).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void inputsThatAreNotAmongTheTasksAreDoneAlready() {
        new Schedule(2).run(List.of(task("a", "made before")), new Ends());

        assertThat(done).containsExactly("a");
    }

    @Test
    void asManyRunAtOnceAsAreAllowedAndNoMore() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tasks.add(new Task("t" + i, "", List.of(), () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                both.countDown();
                try {
                    assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                running.decrementAndGet();
            }));
        }

        new Schedule(2).run(tasks, new Ends());

        assertThat(most).hasValue(2);
    }

    @Test
    void aFailureLeavesOutWhatNeedsItAndNothingElse() {
        Ends ends = new Ends();
        Task failing = new Task("b", "b", List.of(), () -> {
            throw new LeewayException("no");
        });

        new Schedule(1).run(List.of(failing, task("c", "b"), task("d", "c"), task("a"), task("e", "a")), ends);

        assertThat(done).containsExactly("a", "e");
        assertThat(ends.ends)
                .containsExactly("failed b: no", "skipped c for b", "skipped d for b", "finished a", "finished e");
    }

    @Test
    void outOfMemoryIsAFailureOfOneTaskThatSaysWhatToDo() {
        Ends ends = new Ends();
        Task greedy = new Task("a", "a", List.of(), () -> {
            throw new OutOfMemoryError("Java heap space");
        });

        new Schedule(3).run(List.of(greedy, task("b")), ends);

        assertThat(done).containsExactly("b");
        assertThat(ends.ends).anySatisfy(end -> assertThat(end)
                .contains("failed a: Java ran out of memory (Java heap space) while 3 jobs ran at once")
                .contains("--jobs")
                .contains("LEEWAY_JAVA_OPTS"));
    }

    @Test
    void afterACancellationNothingElseBegins() {
        Task cancelled = new Task("a", "a", List.of(), () -> {
            throw new CancellationException("asked");
        });

        assertThatThrownBy(() -> new Schedule(1).run(List.of(cancelled, task("b")), new Ends()))
                .isInstanceOf(CancellationException.class);
        assertThat(done).isEmpty();
    }
}
