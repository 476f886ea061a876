package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.Space;
import io.leeway.spi.environment.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Batches of elements of one space to messages and back. Floating-point numbers keep their bits, but that a double on
 * its way to a space of float32 is rounded to the nearest float32, as NumPy does.
 */
public abstract sealed class ValueCodec permits TensorValueCodec, TextValueCodec, DictValueCodec, TupleValueCodec {
    private final String name;

    ValueCodec(String name) {
        this.name = name;
    }

    /**
     * Returns the codec of a space.
     *
     * @param space as it was carried or is to be carried: it knows the element types
     * @param name what the values are, for messages: "observation"
     * @throws CodecException if the space is damaged, see {@link SpaceCodec#decode}
     */
    public static ValueCodec of(Space space, String name) {
        SpaceCodec.decode(space, name);
        return unchecked(space, "The " + name);
    }

    private static ValueCodec unchecked(Space space, String name) {
        return switch (space.getKindCase()) {
            case BOX ->
                new TensorValueCodec(
                        name,
                        format(space.getBox().getLow().getType(), name),
                        space.getBox().getLow().getShapeList());
            case DISCRETE ->
                new TensorValueCodec(name, format(space.getDiscrete().getType(), name), List.of());
            case MULTI_DISCRETE ->
                new TensorValueCodec(
                        name,
                        format(space.getMultiDiscrete().getCounts().getType(), name),
                        space.getMultiDiscrete().getCounts().getShapeList());
            case MULTI_BINARY ->
                new TensorValueCodec(
                        name, ElementFormat.INT8, space.getMultiBinary().getShapeList());
            case TEXT -> new TextValueCodec(name, space.getText().getMaximumLength());
            case DICT -> {
                Map<String, ValueCodec> parts = new LinkedHashMap<>();
                space.getDict()
                        .getEntriesList()
                        .forEach(entry ->
                                parts.put(entry.getName(), unchecked(entry.getSpace(), name + "." + entry.getName())));
                yield new DictValueCodec(name, parts);
            }
            case TUPLE -> {
                List<ValueCodec> parts = new java.util.ArrayList<>();
                space.getTuple()
                        .getItemsList()
                        .forEach(item -> parts.add(unchecked(item, name + "[" + parts.size() + "]")));
                yield new TupleValueCodec(name, parts);
            }
            case KIND_NOT_SET -> throw new CodecException(name + "'s space is of no known kind");
        };
    }

    private static ElementFormat format(io.leeway.proto.env.v1.DataType type, String name) {
        return ElementFormat.of(type, name);
    }

    /**
     * Writes a batch.
     *
     * @throws CodecException if it is not one element of the space for each of {@code count} environments
     */
    public abstract io.leeway.proto.env.v1.Value encode(Value value, int count);

    /**
     * Reads a batch.
     *
     * @throws CodecException if it is not one element of the space for each of {@code count} environments
     */
    public abstract Value decode(io.leeway.proto.env.v1.Value value, int count);

    /** Returns how many bytes the tensors of a batch take; texts are not counted. */
    public abstract long tensorBytes(int count);

    final String name() {
        return name;
    }

    final CodecException wrong(String wanted, Object given) {
        return new CodecException(name + " must be " + wanted + ", but is " + given);
    }
}
