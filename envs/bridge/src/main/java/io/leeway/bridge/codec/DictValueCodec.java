package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.ValueEntries;
import io.leeway.proto.env.v1.ValueEntry;
import io.leeway.spi.environment.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Elements of a Dict. */
final class DictValueCodec extends ValueCodec {
    private final Map<String, ValueCodec> parts;

    DictValueCodec(String name, Map<String, ValueCodec> parts) {
        super(name);
        this.parts = parts;
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        if (!(value instanceof Value.Entries entries)) {
            throw wrong("Entries", value.getClass().getSimpleName());
        }
        if (!entries.values().keySet().equals(parts.keySet())) {
            throw wrong("entries named " + parts.keySet(), entries.values().keySet());
        }
        ValueEntries.Builder wire = ValueEntries.newBuilder();
        parts.forEach((key, codec) -> {
            Value part = entries.values().get(key);
            if (part == null) {
                throw wrong("without nulls", key + ": null");
            }
            wire.addEntries(ValueEntry.newBuilder().setName(key).setValue(codec.encode(part, count)));
        });
        return io.leeway.proto.env.v1.Value.newBuilder().setEntries(wire).build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasEntries()) {
            throw wrong("entries", value.getKindCase());
        }
        List<ValueEntry> entries = value.getEntries().getEntriesList();
        if (entries.size() != parts.size()) {
            throw wrong("entries named " + parts.keySet(), entries.size() + " entries");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<String, ValueCodec> part : parts.entrySet()) {
            ValueEntry entry = entries.get(at++);
            if (!entry.getName().equals(part.getKey())) {
                throw wrong("entries named " + parts.keySet() + " in this order", "'" + entry.getName() + "' at " + at);
            }
            values.put(entry.getName(), part.getValue().decode(entry.getValue(), count));
        }
        return new Value.Entries(Collections.unmodifiableMap(values));
    }

    @Override
    public long tensorBytes(int count) {
        return parts.values().stream()
                .mapToLong(part -> part.tensorBytes(count))
                .sum();
    }
}
