package io.leeway.datasets.collect;

import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.support.check.ValueCopies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small digests of what environments answered: the same bits give the same one. */
final class OutcomeDigest {
    private OutcomeDigest() {}

    static int of(VectorEnvironment.Reset reset) {
        return 31 * of(reset.observations()) + of(reset.infos());
    }

    static int of(VectorEnvironment.Step step) {
        Value last = step.finalObservations();
        return Arrays.hashCode(new int[] {
            of(step.observations()),
            Arrays.hashCode(step.rewards()),
            Arrays.hashCode(step.terminated()),
            Arrays.hashCode(step.truncated()),
            last == null ? 0 : of(last),
            of(step.infos()),
            of(step.finalInfos())
        });
    }

    private static int of(Value value) {
        if (value instanceof Value.Reals reals) {
            return Arrays.hashCode(reals.values());
        } else if (value instanceof Value.Integers integers) {
            return Arrays.hashCode(integers.values());
        } else if (value instanceof Value.Texts texts) {
            return texts.values().hashCode();
        } else if (value instanceof Value.Entries entries) {
            int sum = 0;
            for (Map.Entry<String, Value> entry : entries.values().entrySet()) {
                sum += 31 * entry.getKey().hashCode() + of(entry.getValue());
            }
            return sum;
        }
        if (value instanceof Value.Sequences || value instanceof Value.Graphs || value instanceof Value.Choices) {
            return ValueCopies.snapshot(value).hashCode();
        }
        List<Value> items = ((Value.Items) value).values();
        return items.stream().mapToInt(OutcomeDigest::of).reduce(1, (all, each) -> 31 * all + each);
    }

    private static int of(Map<String, Info> infos) {
        int sum = 0;
        for (Map.Entry<String, Info> entry : infos.entrySet()) {
            sum += 31 * entry.getKey().hashCode() + of(entry.getValue());
        }
        return sum;
    }

    private static int of(Info info) {
        int present = Arrays.hashCode(info.present());
        if (info instanceof Info.Numbers numbers) {
            return 31 * present + of(numbers.values());
        } else if (info instanceof Info.Texts texts) {
            return 31 * present + texts.values().hashCode();
        }
        if (info instanceof Info.Items) {
            return 31 * present + ValueCopies.snapshotInfos(Map.of("", info)).hashCode();
        }
        return 31 * present + of(((Info.Group) info).columns());
    }
}
