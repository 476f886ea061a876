package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.ChoiceBatch;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Elements of a OneOf. */
final class ChoiceValueCodec extends ValueCodec {
    private final List<ValueCodec> parts;

    ChoiceValueCodec(String name, List<ValueCodec> parts) {
        super(name);
        this.parts = List.copyOf(parts);
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        if (!(value instanceof Value.Choices choices)) {
            throw wrong("Choices", value.getClass().getSimpleName());
        }
        int[] counts = counts(choices.chosen(), choices.items().size(), count);
        ChoiceBatch.Builder wire = ChoiceBatch.newBuilder()
                .addAllChosen(Arrays.stream(choices.chosen()).boxed().toList());
        for (int i = 0; i < counts.length; i++) {
            wire.addItems(parts.get(i).encode(choices.items().get(i), counts[i]));
        }
        return io.leeway.proto.env.v1.Value.newBuilder().setChoices(wire).build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasChoices()) {
            throw wrong("choices", value.getKindCase());
        }
        int[] chosen = Shapes.counts(value.getChoices().getChosenList());
        int[] counts = counts(chosen, value.getChoices().getItemsCount(), count);
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            items.add(parts.get(i).decode(value.getChoices().getItems(i), counts[i]));
        }
        return new Value.Choices(chosen, Collections.unmodifiableList(items));
    }

    /** Returns how many environments chose each space. */
    private int[] counts(int[] chosen, int batches, int count) {
        if (chosen.length != count || batches != parts.size()) {
            throw wrong(
                    "a choice for each of " + count + " environments of " + parts.size() + " spaces",
                    chosen.length + " choices of " + batches + " spaces");
        }
        int[] counts = new int[batches];
        for (int each : chosen) {
            if (each < 0 || each >= batches) {
                throw wrong("a choice of 0 to " + (batches - 1), Integer.toUnsignedString(each));
            }
            counts[each]++;
        }
        return counts;
    }

    /** Returns the most that a batch can take, where all choose the largest. */
    @Override
    public long tensorBytes(int count) {
        return parts.stream().mapToLong(part -> part.tensorBytes(count)).max().orElse(0);
    }
}
