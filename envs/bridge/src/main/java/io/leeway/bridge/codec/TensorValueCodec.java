package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.environment.Value;
import java.util.List;

/** Elements of a Box, Discrete, MultiDiscrete or MultiBinary. */
final class TensorValueCodec extends ValueCodec {
    private final ElementFormat format;
    private final List<Integer> shape;
    private final int size;

    TensorValueCodec(String name, ElementFormat format, List<Integer> shape) {
        super(name);
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
        Shapes.checkBatch(tensor, format, count, shape, name());
        return Elements.decode(format, tensor.getData(), name());
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
