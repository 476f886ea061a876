package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.ValueItems;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Elements of a Tuple. */
final class TupleValueCodec extends ValueCodec {
    private final List<ValueCodec> parts;

    TupleValueCodec(String name, List<ValueCodec> parts) {
        super(name);
        this.parts = List.copyOf(parts);
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        if (!(value instanceof Value.Items items)) {
            throw wrong("Items", value.getClass().getSimpleName());
        }
        checkSize(items.values().size());
        ValueItems.Builder wire = ValueItems.newBuilder();
        for (int i = 0; i < parts.size(); i++) {
            wire.addItems(parts.get(i).encode(items.values().get(i), count));
        }
        return io.leeway.proto.env.v1.Value.newBuilder().setItems(wire).build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasItems()) {
            throw wrong("items", value.getKindCase());
        }
        checkSize(value.getItems().getItemsCount());
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            values.add(parts.get(i).decode(value.getItems().getItems(i), count));
        }
        return new Value.Items(Collections.unmodifiableList(values));
    }

    @Override
    public long tensorBytes(int count) {
        return parts.stream().mapToLong(part -> part.tensorBytes(count)).sum();
    }

    private void checkSize(int given) {
        if (given != parts.size()) {
            throw wrong(parts.size() + " items", given);
        }
    }
}
