package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetOutput;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.FreshPaths;
import io.leeway.datasettools.Provenance;
import io.leeway.datasettools.info.Numbers;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.EpisodeReader;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A split of a dataset in two, by whole episodes. */
public final class DatasetSplit {
    private DatasetSplit() {}

    /** The order by which episodes go into the first output. */
    public enum Order {
        /** Any, by a seed. */
        RANDOM,
        /** The first ones. */
        IN_ORDER,
        /** Those of the greatest return; of equal ones the earlier. */
        BY_RETURN
    }

    /**
     * A way to split.
     *
     * @param fraction of the episodes that go into the first output, in (0, 1)
     * @param order which ones do
     * @param seed of the random choice
     */
    public record Plan(double fraction, Order order, long seed) {}

    /**
     * Splits a dataset. Both outputs are there in the end, or neither is; each has its episodes in the order of the
     * original.
     *
     * @param command what the datasets say they were made by
     * @throws LeewayException if an output would have no episode
     */
    public static List<Written> run(
            DatasetPath input,
            DatasetPath first,
            DatasetPath second,
            boolean force,
            Plan plan,
            String command,
            Progress progress) {
        Rewriting.check(input, first, force);
        Rewriting.check(input, second, force);
        FreshPaths.requireApart(second.path(), first.path(), "the other output");
        Numbers returns = new Numbers();
        EpisodeLoop.run(
                input,
                progress,
                "Reading",
                description -> (index, episode) -> returns.add(episode.undiscountedReturn()));
        BitSet chosen = chosen(input, returns, plan);
        Written[] written = {Written.nothing(first), Written.nothing(second)};
        try (EpisodeReader reader = input.open();
                DatasetOutput firstOutput = DatasetOutput.begin(
                        first,
                        force,
                        Provenance.ofAnother(reader.description(), command + ", the first", List.of(input)));
                DatasetOutput secondOutput = DatasetOutput.begin(
                        second,
                        force,
                        Provenance.ofAnother(reader.description(), command + ", the second", List.of(input)))) {
            EpisodeLoop.run(reader, input, progress, "Splitting", (index, episode) -> {
                int part = chosen.get(index) ? 0 : 1;
                (part == 0 ? firstOutput : secondOutput).write(episode);
                written[part] = written[part].plus(episode);
            });
            DatasetOutput.publish(List.of(firstOutput, secondOutput));
            return List.of(written[0].with(reader.remarks()), written[1]);
        }
    }

    /** Returns the episodes of the first output. */
    static BitSet chosen(DatasetPath input, Numbers returns, Plan plan) {
        int count = returns.count();
        int wanted = (int) Math.round(plan.fraction() * count);
        if (wanted < 1 || wanted >= count) {
            throw new LeewayException(input.path() + " has " + count + (count == 1 ? " episode" : " episodes")
                    + ", of which a fraction of " + plan.fraction() + " is " + wanted
                    + ": each output needs at least one. Choose another fraction.");
        }
        BitSet chosen = new BitSet(count);
        switch (plan.order()) {
            case IN_ORDER -> chosen.set(0, wanted);
            case BY_RETURN ->
                IntStream.range(0, count)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer index) -> -returns.get(index)))
                        .limit(wanted)
                        .forEach(chosen::set);
            case RANDOM ->
                draw(chosen, count, wanted, RandomSource.of(plan.seed()).split("split"));
        }
        return chosen;
    }

    /** Draws without replacement (Fan, Muller and Rezucha 1962). */
    private static void draw(BitSet chosen, int count, int wanted, RandomSource random) {
        int missing = wanted;
        for (int i = 0; i < count; i++) {
            if (random.nextInt(count - i) < missing) {
                chosen.set(i);
                missing--;
            }
        }
    }
}
