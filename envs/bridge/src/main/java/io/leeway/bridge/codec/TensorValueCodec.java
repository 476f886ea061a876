package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.environment.Value;
import java.util.Arrays;
import java.util.List;

/** Elements of a Box, Discrete, MultiDiscrete or MultiBinary. */
final class TensorValueCodec extends ValueCodec {
    private final ElementFormat format;
    private final List<Integer> shape;
    private final int size;
    private final boolean any;

    TensorValueCodec(String name, ElementFormat format, List<Integer> shape) {
        this(name, format, shape, false);
    }

    /**
     * Creates a codec.
     *
     * @param any whether numbers of other types are read too, those of integers for integers
     */
    TensorValueCodec(String name, ElementFormat format, List<Integer> shape, boolean any) {
        super(name);
        this.any = any;
        this.format = format;
        this.shape = List.copyOf(shape);
        size = Shapes.size(shape, name);
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        Tensor.Builder tensor =
                Tensor.newBuilder().setType(format.wire()).addShape(count).addAllShape(shape);
        if (format.isReal() && value instanceof Value.Reals reals) {
            checkLength(reals.values().length, count);
            tensor.setData(Elements.encode(format, reals.values()));
        } else if (!format.isReal() && value instanceof Value.Integers integers) {
            checkLength(integers.values().length, count);
            tensor.setData(Elements.encode(format, integers.values(), name()));
        } else {
            throw wrong(format.isReal() ? "Reals" : "Integers", value.getClass().getSimpleName());
        }
        return io.leeway.proto.env.v1.Value.newBuilder().setTensor(tensor).build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasTensor()) {
            throw wrong("a tensor", value.getKindCase());
        }
        Tensor tensor = value.getTensor();
        if (any && tensor.getType() != format.wire()) {
            return other(tensor, count);
        }
        Shapes.checkBatch(tensor, format, count, shape, name());
        return Elements.decode(format, tensor.getData(), name());
    }

    /** Reads numbers of another type, none of which is changed. */
    private Value other(Tensor tensor, int count) {
        ElementFormat given = ElementFormat.of(tensor.getType(), name());
        Shapes.checkBatch(tensor, given, count, shape, name());
        Value values = Elements.decode(given, tensor.getData(), name());
        if (given.isReal() == format.isReal()) {
            return values;
        } else if (values instanceof Value.Integers integers) {
            return new Value.Reals(Arrays.stream(integers.values())
                    .mapToDouble(given.type()::real)
                    .toArray());
        }
        double[] reals = values.reals();
        for (double real : reals) {
            if (real != Math.rint(real) || Math.abs(real) >= 0x1p63) {
                throw new CodecException(name() + " must hold integers, which its space says are of type "
                        + format.label() + ", but holds " + real);
            }
        }
        return new Value.Integers(
                Arrays.stream(reals).mapToLong(real -> (long) real).toArray());
    }

    @Override
    public long tensorBytes(int count) {
        return (long) count * size * format.bytes();
    }

    private void checkLength(int given, int count) {
        if (given != (long) count * size) {
            throw new CodecException(name() + " must have " + size + " numbers for each of " + count + " environments, "
                    + (long) count * size + " in all, but has " + given);
        }
    }
}
