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
public abstract sealed class ValueCodec
        permits TensorValueCodec,
                TextValueCodec,
                DictValueCodec,
                TupleValueCodec,
                SequenceValueCodec,
                GraphValueCodec,
                ChoiceValueCodec {
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
        return unchecked(space, "The " + name, false);
    }

    /**
     * Returns the codec of a space that also reads numbers of other types than the space's, as they are: what a client
     * gives is not cast, as Gymnasium casts nothing either.
     *
     * @throws CodecException as {@link #of}
     */
    public static ValueCodec uncast(Space space, String name) {
        SpaceCodec.decode(space, name);
        return unchecked(space, "The " + name, true);
    }

    private static ValueCodec unchecked(Space space, String name, boolean any) {
        return switch (space.getKindCase()) {
            case BOX ->
                new TensorValueCodec(
                        name,
                        format(space.getBox().getLow().getType(), name),
                        space.getBox().getLow().getShapeList(),
                        any);
            case DISCRETE ->
                new TensorValueCodec(name, format(space.getDiscrete().getType(), name), List.of(), any);
            case MULTI_DISCRETE ->
                new TensorValueCodec(
                        name,
                        format(space.getMultiDiscrete().getCounts().getType(), name),
                        space.getMultiDiscrete().getCounts().getShapeList(),
                        any);
            case MULTI_BINARY ->
                new TensorValueCodec(
                        name, ElementFormat.INT8, space.getMultiBinary().getShapeList(), any);
            case TEXT -> new TextValueCodec(name, space.getText().getMaximumLength());
            case DICT -> {
                Map<String, ValueCodec> parts = new LinkedHashMap<>();
                space.getDict()
                        .getEntriesList()
                        .forEach(entry -> parts.put(
                                entry.getName(), unchecked(entry.getSpace(), name + "." + entry.getName(), any)));
                yield new DictValueCodec(name, parts);
            }
            case TUPLE -> new TupleValueCodec(name, parts(space.getTuple().getItemsList(), name, any));
            case SEQUENCE ->
                new SequenceValueCodec(name, unchecked(space.getSequence().getItem(), name + "[]", any));
            case GRAPH ->
                new GraphValueCodec(
                        name,
                        unchecked(space.getGraph().getNode(), name + ".nodes", any),
                        space.getGraph().hasEdge()
                                ? unchecked(space.getGraph().getEdge(), name + ".edges", any)
                                : null);
            case ONE_OF -> new ChoiceValueCodec(name, parts(space.getOneOf().getItemsList(), name, any));
            case KIND_NOT_SET -> throw new CodecException(name + "'s space is of no known kind");
        };
    }

    private static List<ValueCodec> parts(List<Space> items, String name, boolean any) {
        List<ValueCodec> parts = new java.util.ArrayList<>();
        items.forEach(item -> parts.add(unchecked(item, name + "[" + parts.size() + "]", any)));
        return parts;
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

    /** Returns how many bytes the tensors of a batch take; texts and what has no fixed size are not counted. */
    public abstract long tensorBytes(int count);

    final String name() {
        return name;
    }

    final CodecException wrong(String wanted, Object given) {
        return new CodecException(name + " must be " + wanted + ", but is " + given);
    }
}
