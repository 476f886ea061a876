package io.leeway.diffusion.experience;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The synthetic trajectories that batches are drawn from: up to a number of them, of which the oldest leave first. */
final class SyntheticSet {
    private final long most;
    private final Deque<Part> parts = new ArrayDeque<>();
    private List<Part> drawn = List.of();
    private int size;

    /**
     * Trajectories that were made together.
     *
     * @param trajectories in data units
     * @param step the updates that the policy had made that guided them
     * @param transitions those of the trajectories
     */
    record Part(Trajectories trajectories, long step, Transitions transitions) {
        Part(Trajectories trajectories, long step) {
            this(trajectories, step, trajectories.transitions());
        }

        private Part without(int first) {
            return new Part(trajectories.slice(first, trajectories.count()), step);
        }
    }

    /** Creates an empty set of at most so many trajectories. */
    SyntheticSet(long most) {
        this.most = most;
    }

    /** Adds trajectories, in place of as many of the oldest as there would be too many. */
    void add(Part part) {
        parts.addLast(part);
        long excess = trajectories() - most;
        while (excess > 0 && parts.size() > 1) {
            Part oldest = parts.removeFirst();
            int count = oldest.trajectories().count();
            if (count > excess) {
                parts.addFirst(oldest.without((int) excess));
            }
            excess -= count;
        }
        drawn = List.copyOf(parts);
        size = Math.toIntExact(
                drawn.stream().mapToLong(each -> each.transitions().count()).sum());
    }

    /** Returns the parts, the oldest first. */
    List<Part> parts() {
        return drawn;
    }

    /** Returns what was added last. */
    Optional<Trajectories> newest() {
        return Optional.ofNullable(parts.peekLast()).map(Part::trajectories);
    }

    /** Returns how many transitions there are. */
    int size() {
        return size;
    }

    /** Returns how many trajectories there are. */
    long trajectories() {
        return parts.stream().mapToLong(part -> part.trajectories().count()).sum();
    }

    /** Returns the mean over trajectories of the updates since the policy was as it guided them. */
    double meanAge(long step) {
        double sum = 0;
        for (Part part : drawn) {
            sum += (double) (step - part.step()) * part.trajectories().count();
        }
        return sum / trajectories();
    }

    /** Fills rows {@code from} to {@code to} of a batch, each transition as likely; there must be some. */
    void sample(RandomSource random, Transitions batch, int from, int to) {
        for (int row = from; row < to; row++) {
            int index = random.nextInt(size);
            int part = 0;
            while (index >= drawn.get(part).transitions().count()) {
                index -= drawn.get(part++).transitions().count();
            }
            batch.copyRow(drawn.get(part).transitions(), index, row);
        }
    }
}
