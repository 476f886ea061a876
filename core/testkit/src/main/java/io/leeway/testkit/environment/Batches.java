package io.leeway.testkit.environment;

import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        List<Value> joined = new ArrayList<>();
        List<Value> more = ((Value.Items) second).values();
        for (int i = 0; i < more.size(); i++) {
            joined.add(append(((Value.Items) first).values().get(i), more.get(i)));
        }
        return new Value.Items(joined);
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
        }
    }
}
