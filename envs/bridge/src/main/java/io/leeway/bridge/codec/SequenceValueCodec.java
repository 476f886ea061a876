package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.SequenceBatch;
import io.leeway.spi.environment.Value;
import java.util.Arrays;

/** Elements of a Sequence. */
final class SequenceValueCodec extends ValueCodec {
    private final ValueCodec item;

    SequenceValueCodec(String name, ValueCodec item) {
        super(name);
        this.item = item;
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        if (!(value instanceof Value.Sequences sequences)) {
            throw wrong("Sequences", value.getClass().getSimpleName());
        }
        int items = Shapes.sum(sequences.lengths(), count, name() + "'s lengths");
        return io.leeway.proto.env.v1.Value.newBuilder()
                .setSequences(SequenceBatch.newBuilder()
                        .addAllLengths(
                                Arrays.stream(sequences.lengths()).boxed().toList())
                        .setItems(item.encode(sequences.items(), items)))
                .build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasSequences()) {
            throw wrong("sequences", value.getKindCase());
        }
        int[] lengths = Shapes.counts(value.getSequences().getLengthsList());
        int items = Shapes.sum(lengths, count, name() + "'s lengths");
        return new Value.Sequences(lengths, item.decode(value.getSequences().getItems(), items));
    }

    /** Returns nothing: a sequence has no size of its own. */
    @Override
    public long tensorBytes(int count) {
        return 0;
    }
}
