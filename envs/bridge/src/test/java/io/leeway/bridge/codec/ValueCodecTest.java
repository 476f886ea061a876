package io.leeway.bridge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.leeway.proto.env.v1.DataType;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ValueCodecTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        0.1
    };

    private static ValueCodec codec(Space space) {
        return ValueCodec.of(SpaceCodec.encode(space), "observation");
    }

    @Test
    void float64KeepsEveryBit() {
        ValueCodec codec = codec(Box.of(8, -1, 1, ElementType.FLOAT64));
        double[] back =
                codec.decode(codec.encode(new Value.Reals(SPECIAL), 1), 1).reals();
        assertThat(bits(back)).isEqualTo(bits(SPECIAL));
    }

    @Test
    void float64BytesAreLittleEndianAsTheFormatSays() {
        Tensor tensor = codec(Box.of(1, -1, 1, ElementType.FLOAT64))
                .encode(new Value.Reals(new double[] {1}), 1)
                .getTensor();
        assertThat(tensor.getData()).isEqualTo(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x3F}));
        assertThat(tensor.getType()).isEqualTo(DataType.DATA_TYPE_FLOAT64);
        assertThat(tensor.getShapeList()).containsExactly(1, 1);
    }

    @Test
    void everyFloat32SurvivesAsTheDoubleOfTheSameValue() {
        RandomSource random = RandomSource.of(5);
        ByteBuffer bytes = ByteBuffer.allocate(4 * 4096).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4096; i++) {
            bytes.putFloat(Float.intBitsToFloat(random.nextInt()));
        }
        for (int i = 0; i < 4096; i++) {
            float value = bytes.getFloat(i * 4);
            bytes.putFloat(i * 4, Float.isNaN(value) ? Float.NaN : value);
        }
        ValueCodec codec = codec(Box.of(8, -1, 1, ElementType.FLOAT32));
        var wire = value(DataType.DATA_TYPE_FLOAT32, bytes.array(), 512, 8);
        double[] values = codec.decode(wire, 512).reals();
        for (int i = 0; i < 4096; i++) {
            assertThat(Double.doubleToLongBits(values[i])).isEqualTo(Double.doubleToLongBits(bytes.getFloat(i * 4)));
        }
        assertThat(codec.encode(new Value.Reals(values), 512)).isEqualTo(wire);
    }

    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"FLOAT16", "FLOAT32", "FLOAT64"},
            mode = EnumSource.Mode.EXCLUDE)
    void integersOfEveryTypeKeepTheirExtremes(ElementType type) {
        ElementFormat format = ElementFormat.of(type);
        ValueCodec codec = codec(Box.of(3, 0, 1, type));
        long[] values = {format.minimum(), format.maximum(), 1};
        var wire = codec.encode(new Value.Integers(values), 1);
        assertThat(wire.getTensor().getData().size()).isEqualTo(3 * format.bytes());
        assertThat(((Value.Integers) codec.decode(wire, 1)).values()).isEqualTo(values);
        if (type.bytes() < Long.BYTES) {
            assertThatThrownBy(() -> codec.encode(new Value.Integers(new long[] {0, format.maximum() + 1, 0}), 1))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining((format.maximum() + 1) + " at 1")
                    .hasMessageContaining(format.label());
        }
    }

    @Test
    void everyFloat16SurvivesAndOthersAreRoundedAsNumpyRounds() {
        for (int bits = Short.MIN_VALUE; bits <= Short.MAX_VALUE; bits++) {
            float value = ElementType.ofHalf((short) bits);
            assertThat(ElementType.half(value)).isEqualTo(Float.isNaN(value) ? (short) 0x7E00 : (short) bits);
        }
        double[] given = {1e-8, 6e-8, 0.1, 1.0 / 3, 65_519, 65_520, -2049, -2051, 2.9802322e-08, -0.0};
        int[] numpys = {0, 1, 0x2E66, 0x3555, 0x7BFF, 0x7C00, 0xE800, 0xE802, 0, 0x8000};
        for (int i = 0; i < given.length; i++) {
            assertThat(ElementType.half(given[i])).as("of %s", given[i]).isEqualTo((short) numpys[i]);
        }
        ValueCodec codec = codec(Box.of(2, -1, 1, ElementType.FLOAT16));
        Value halves = new Value.Reals(new double[] {0.5, Double.POSITIVE_INFINITY});
        var wire = codec.encode(halves, 1);
        assertThat(wire.getTensor().getType()).isEqualTo(DataType.DATA_TYPE_FLOAT16);
        assertThat(codec.decode(wire, 1)).usingRecursiveComparison().isEqualTo(halves);
    }

    @Test
    void valuesOfAnyLengthComeBack() {
        Space discrete = new Space.Discrete(3, -1);
        Space box = Box.of(2, 0, 1, ElementType.FLOAT32);
        for (Space space : new Space[] {
            new Space.Sequence(box, false),
            new Space.Graph(discrete, null),
            new Space.Graph(box, discrete),
            new Space.OneOf(List.of(discrete, box, new Space.Sequence(discrete, false))),
            new Space.Tuple(List.of()),
            new Space.Dict(Map.of())
        }) {
            for (int count : new int[] {1, 5}) {
                Value value = space.sample(count, RandomSource.of(4));
                assertThat(space.violation("x", value, count)).isEmpty();
                Value back = codec(space).decode(codec(space).encode(value, count), count);
                assertThat(back).usingRecursiveComparison().isEqualTo(value);
            }
        }
    }

    @Test
    void graphsWithoutEdgesAreNotThoseWithNone() {
        Space graph = new Space.Graph(new Space.Discrete(2, 0), new Space.Discrete(2, 0));
        Value value = new Value.Graphs(
                new int[] {1, 2, 1},
                new Value.Integers(new long[] {0, 1, 1, 0}),
                new int[] {-1, 1, 0},
                new Value.Integers(new long[] {1}),
                new long[] {0, 1});
        assertThat(graph.violation("x", value, 3)).isEmpty();
        ValueCodec codec = codec(graph);
        assertThat(codec.decode(codec.encode(value, 3), 3))
                .usingRecursiveComparison()
                .isEqualTo(value);
    }

    @Test
    void whatIsGivenInAnotherTypeIsNotCast() {
        ValueCodec given = ValueCodec.uncast(SpaceCodec.encode(Box.of(2, -1, 1, ElementType.FLOAT32)), "action");
        Value exact = new Value.Reals(new double[] {0.1, 1.0 / 3});
        var wire = codec(Box.of(2, -1, 1, ElementType.FLOAT64)).encode(exact, 1);
        assertThat(given.decode(wire, 1)).usingRecursiveComparison().isEqualTo(exact);
        ValueCodec strict = codec(Box.of(2, -1, 1, ElementType.FLOAT32));
        assertThatThrownBy(() -> strict.decode(wire, 1))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("float32");
        ValueCodec choice = ValueCodec.uncast(SpaceCodec.encode(new Space.Discrete(4, 0)), "action");
        var half = codec(Box.of(1, -1, 1, ElementType.FLOAT64)).encode(new Value.Reals(new double[] {0.5}), 1);
        assertThatThrownBy(() -> choice.decode(half, 1)).isInstanceOf(CodecException.class);
    }

    @Test
    void nestedSpacesKeepEveryKind() {
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("z", new Space.Discrete(5, -2));
        parts.put("a", new Space.Tuple(List.of(new Space.MultiBinary(List.of(2, 2)), new Space.Text(0, 4, "añ😀"))));
        parts.put("m", new Space.MultiDiscrete(List.of(2), new long[] {3, 4}, new long[] {0, -1}));
        Space space = new Space.Dict(parts);
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("z", new Value.Integers(new long[] {-2, 2}));
        values.put(
                "a",
                new Value.Items(List.of(
                        new Value.Integers(new long[] {1, 0, 0, 1, 0, 0, 1, 1}),
                        new Value.Texts(List.of("añ😀", "")))));
        values.put("m", new Value.Integers(new long[] {2, -1, 0, 2}));
        ValueCodec codec = codec(space);

        Value back = codec.decode(codec.encode(new Value.Entries(values), 2), 2);

        assertThat(back).usingRecursiveComparison().isEqualTo(new Value.Entries(values));
        assertThat(((Value.Entries) back).values().keySet()).containsExactly("z", "a", "m");
        assertThat(codec.tensorBytes(2)).isEqualTo(2 * 8 + 2 * 4 + 2 * 2 * 8);
        assertThatThrownBy(() -> codec.encode(new Value.Entries(Map.of("z", new Value.Reals(new double[2]))), 2))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("[z, a, m]");
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothSides() {
        ValueCodec codec = codec(Box.of(2, -1, 1, ElementType.FLOAT64));
        refuses(codec, value(DataType.DATA_TYPE_FLOAT64, new byte[32], 2, 2), 3, "(3, 2)", "(2, 2)");
        refuses(codec, value(DataType.DATA_TYPE_FLOAT64, new byte[31], 2, 2), 2, "31 bytes", "32");
        refuses(codec, value(DataType.DATA_TYPE_FLOAT32, new byte[16], 2, 2), 2, "float64", "float32");
        refuses(codec, value(DataType.DATA_TYPE_FLOAT64, new byte[32], 4), 2, "(2, 2)", "(4)");
        refuses(codec, value(DataType.DATA_TYPE_FLOAT64, new byte[0], -1, 2), -1, "too large");
        refuses(codec, io.leeway.proto.env.v1.Value.getDefaultInstance(), 1, "tensor");
        ValueCodec flags = codec(Box.of(2, 0, 1, ElementType.BOOL));
        refuses(flags, value(DataType.DATA_TYPE_BOOL, new byte[] {1, 2}, 1, 2), 1, "2 at 1");
    }

    @Test
    void damagedBytesNeverDoWorseThanBeRefused() throws Exception {
        Space space = new Space.Dict(Map.of(
                "image",
                new Box(List.of(2, 3), new double[6], new double[6], ElementType.UINT8),
                "rest",
                new Space.Tuple(List.of(new Space.Discrete(3, 0), new Space.Text(0, 9, "ab")))));
        byte[] good = SpaceCodec.encode(space).toByteArray();
        RandomSource random = RandomSource.of(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                ValueCodec.of(io.leeway.proto.env.v1.Space.parseFrom(bad), "observation");
            } catch (com.google.protobuf.InvalidProtocolBufferException | CodecException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void refuses(
            ValueCodec codec, io.leeway.proto.env.v1.Value value, int count, String... explanations) {
        assertThatThrownBy(() -> codec.decode(value, count))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("observation")
                .hasMessageContainingAll(explanations);
    }

    private static io.leeway.proto.env.v1.Value value(DataType type, byte[] data, Integer... shape) {
        return io.leeway.proto.env.v1.Value.newBuilder()
                .setTensor(Tensor.newBuilder()
                        .setType(type)
                        .addAllShape(List.of(shape))
                        .setData(ByteString.copyFrom(data)))
                .build();
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
