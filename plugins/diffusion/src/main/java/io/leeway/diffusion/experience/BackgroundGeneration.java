package io.leeway.diffusion.experience;

import io.leeway.spi.agent.Agent;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trajectories that are made in the background, those of one order at a time, guided by a copy of the agent as it
 * was when they were ordered.
 */
final class BackgroundGeneration implements AutoCloseable {
    private static final String FILE = "ordered.npz";
    private static final String ORDER = "order";
    private static final String GUIDE = "guide";

    private final Generator generator;
    private final @Nullable Agent copy;
    private @Nullable Pending pending;
    private double secondsBeside;

    /**
     * What is being made.
     *
     * @param guide the agent that guides, or null where none does
     */
    private record Pending(Generator.Order order, @Nullable AgentState guide, BackgroundWork<Made> work) {}

    /**
     * Creates one that makes nothing yet.
     *
     * @param copy an agent like the one that learns, closed with this; null where nothing is guided
     */
    BackgroundGeneration(Generator generator, @Nullable Agent copy) {
        this.generator = generator;
        this.copy = copy;
    }

    /**
     * Begins to make what is ordered.
     *
     * @param agent the agent that guides, as it is now, or null for none
     */
    void begin(Generator.Order order, @Nullable Agent agent) {
        beginGuided(order, agent == null || copy == null || !generator.guides() ? null : AgentState.of(agent));
    }

    private void beginGuided(Generator.Order order, @Nullable AgentState guide) {
        Agent target = guide == null ? null : copy;
        if (guide != null && copy != null) {
            guide.load(copy);
        }
        pending = new Pending(
                order,
                guide,
                BackgroundWork.begin(
                        "trajectories for update " + order.arrival(),
                        unwanted -> generator.make(order, target, unwanted)));
    }

    /**
     * Waits for what was ordered, where anything was.
     *
     * @throws RuntimeException as it was thrown where it was made
     */
    Optional<Made> take() {
        Pending ordered = pending;
        pending = null;
        secondsBeside = 0;
        if (ordered == null) {
            return Optional.empty();
        }
        long asked = System.nanoTime();
        try (BackgroundWork<Made> work = ordered.work()) {
            Made made = work.await();
            secondsBeside = work.secondsUntil(asked);
            return Optional.of(made);
        }
    }

    /** Returns how many seconds the work on what was last taken had gone on before it was waited for. */
    double secondsBeside() {
        return secondsBeside;
    }

    /** Keeps what is needed to begin again what is being made. */
    void save(Path directory) {
        Pending ordered = pending;
        long[] order = ordered == null
                ? new long[0]
                : new long[] {
                    ordered.order().arrival(),
                    ordered.order().begun(),
                    ordered.order().count()
                };
        new NumpyArchive().put(ORDER, order, order.length).write(directory.resolve(FILE));
        if (ordered != null && ordered.guide() != null) {
            ordered.guide().write(directory.resolve(GUIDE));
        }
    }

    /** Begins again what was being made. */
    void load(Path directory) {
        long[] order = NumpyArchive.read(directory.resolve(FILE)).longs(ORDER);
        if (order.length == 0) {
            return;
        }
        Generator.Order ordered = new Generator.Order(order[0], order[1], (int) order[2]);
        // None is guided by the agent before its first update.
        boolean guided = ordered.begun() > 0 && copy != null && generator.guides();
        beginGuided(ordered, guided ? AgentState.read(directory.resolve(GUIDE)) : null);
    }

    /** Gives up what is being made. */
    @Override
    public void close() {
        Pending ordered = pending;
        pending = null;
        if (ordered != null) {
            ordered.work().close();
        }
        if (copy != null) {
            copy.close();
        }
    }
}
