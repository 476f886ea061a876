package io.leeway.testkit.environment;

import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Batches of values, joined or spoilt. */
final class Batches {
    private Batches() {}

    /** Returns the environments of one batch followed by those of another, of the same space. */
    static Value append(Value first, Value second) {
        if (first instanceof Value.Reals reals) {
            double[] more = ((Value.Reals) second).values();
            double[] joined = Arrays.copyOf(reals.values(), reals.values().length + more.length);
            System.arraycopy(more, 0, joined, reals.values().length, more.length);
            return new Value.Reals(joined);
        } else if (first instanceof Value.Integers integers) {
            long[] more = ((Value.Integers) second).values();
            long[] joined = Arrays.copyOf(integers.values(), integers.values().length + more.length);
            System.arraycopy(more, 0, joined, integers.values().length, more.length);
            return new Value.Integers(joined);
        } else if (first instanceof Value.Texts texts) {
            List<String> joined = new ArrayList<>(texts.values());
            joined.addAll(((Value.Texts) second).values());
            return new Value.Texts(joined);
        } else if (first instanceof Value.Entries entries) {
            Map<String, Value> joined = new LinkedHashMap<>();
            Map<String, Value> more = ((Value.Entries) second).values();
            entries.values()
                    .forEach((name, part) -> joined.put(name, append(part, Objects.requireNonNull(more.get(name)))));
            return new Value.Entries(joined);
        }
        if (first instanceof Value.Sequences sequences) {
            Value.Sequences more = (Value.Sequences) second;
            return new Value.Sequences(
                    append(sequences.lengths(), more.lengths()), append(sequences.items(), more.items()));
        } else if (first instanceof Value.Graphs graphs) {
            return append(graphs, (Value.Graphs) second);
        } else if (first instanceof Value.Choices choices) {
            Value.Choices more = (Value.Choices) second;
            return new Value.Choices(append(choices.chosen(), more.chosen()), append(choices.items(), more.items()));
        }
        return new Value.Items(append(((Value.Items) first).values(), ((Value.Items) second).values()));
    }

    private static Value append(Value.Graphs first, Value.Graphs second) {
        Value edges = first.edges();
        return new Value.Graphs(
                append(first.nodeCounts(), second.nodeCounts()),
                append(first.nodes(), second.nodes()),
                append(first.edgeCounts(), second.edgeCounts()),
                edges == null ? null : append(edges, Objects.requireNonNull(second.edges())),
                LongStream.concat(Arrays.stream(first.links()), Arrays.stream(second.links()))
                        .toArray());
    }

    private static List<Value> append(List<Value> first, List<Value> second) {
        List<Value> joined = new ArrayList<>();
        for (int i = 0; i < second.size(); i++) {
            joined.add(append(first.get(i), second.get(i)));
        }
        return joined;
    }

    private static int[] append(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    /** Overwrites the arrays of a value. */
    static void scribble(Value value) {
        if (value instanceof Value.Reals reals) {
            Arrays.fill(reals.values(), Double.NaN);
        } else if (value instanceof Value.Integers integers) {
            Arrays.fill(integers.values(), -1);
        } else if (value instanceof Value.Entries entries) {
            entries.values().values().forEach(Batches::scribble);
        } else if (value instanceof Value.Items items) {
            items.values().forEach(Batches::scribble);
        } else if (value instanceof Value.Sequences sequences) {
            scribble(sequences.items());
        } else if (value instanceof Value.Graphs graphs) {
            scribble(graphs.nodes());
        } else if (value instanceof Value.Choices choices) {
            choices.items().forEach(Batches::scribble);
        }
    }
}
