package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;

/** Rows of numbers, as {@link Space#flatten} gives them, to tensors of float64 and back. */
public final class FlatRows {
    private final ValueCodec codec;
    private final int size;

    private FlatRows(ValueCodec codec, int size) {
        this.codec = codec;
        this.size = size;
    }

    /**
     * Returns those of a space's elements.
     *
     * @param name what they are, for messages: "observation"
     * @throws io.leeway.spi.LeewayException if the space has no fixed number of columns
     */
    public static FlatRows of(Space space, String name) {
        int size = space.flat().size();
        Space.Box box =
                Space.Box.of(size, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Space.ElementType.FLOAT64);
        return new FlatRows(ValueCodec.of(SpaceCodec.encode(box), name), size);
    }

    /** Returns the columns of a row. */
    public int size() {
        return size;
    }

    /** Writes rows {@code from} to {@code to} of an array. */
    public Tensor encode(double[] values, int from, int to) {
        double[] part = new double[(to - from) * size];
        System.arraycopy(values, from * size, part, 0, part.length);
        return codec.encode(new Value.Reals(part), to - from).getTensor();
    }

    /**
     * Reads rows.
     *
     * @throws CodecException if they are not so many, or not such rows
     */
    public double[] decode(Tensor tensor, int count) {
        return codec.decode(
                        io.leeway.proto.env.v1.Value.newBuilder()
                                .setTensor(tensor)
                                .build(),
                        count)
                .reals();
    }
}
