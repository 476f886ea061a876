package io.leeway.bridge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.leeway.proto.env.v1.BoxSpace;
import io.leeway.proto.env.v1.DataType;
import io.leeway.proto.env.v1.DictSpace;
import io.leeway.proto.env.v1.MultiBinarySpace;
import io.leeway.proto.env.v1.SpaceEntry;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.proto.env.v1.TupleSpace;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SpaceCodecTest {
    @ParameterizedTest
    @EnumSource(ElementType.class)
    void boxesOfEveryTypeComeBack(ElementType type) {
        Box box = new Box(List.of(1, 2), new double[] {0, 1}, new double[] {1, 1}, type);
        assertThat(SpaceCodec.decode(SpaceCodec.encode(box), "x"))
                .usingRecursiveComparison()
                .isEqualTo(box);
    }

    @Test
    void infiniteBoundsComeBackAndThoseOfIntegersBecomeTheirExtremes() {
        Box reals = Box.of(2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ElementType.FLOAT32);
        assertThat(SpaceCodec.decode(SpaceCodec.encode(reals), "x"))
                .usingRecursiveComparison()
                .isEqualTo(reals);
        Box octets = Box.of(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ElementType.UINT8);
        assertThat(SpaceCodec.decode(SpaceCodec.encode(octets), "x"))
                .usingRecursiveComparison()
                .isEqualTo(Box.of(1, 0, 255, ElementType.UINT8));
    }

    @Test
    void dictionariesKeepTheirOrderAndAScalarBoxItsShape() {
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("b", new Box(List.of(), new double[] {0}, new double[] {1}, ElementType.FLOAT64));
        parts.put("a", new Space.Text(1, 3, "xyz"));
        parts.put("c", new Space.MultiDiscrete(List.of(1, 2), new long[] {2, 3}, new long[] {0, 5}));
        Space back = SpaceCodec.decode(SpaceCodec.encode(new Space.Dict(parts)), "x");
        assertThat(back).usingRecursiveComparison().isEqualTo(new Space.Dict(parts));
        assertThat(((Space.Dict) back).spaces().keySet()).containsExactly("b", "a", "c");
    }

    @Test
    void unsigned64KeepsItsBounds() {
        Box all = Box.of(1, 0, 0x1p64, ElementType.UINT64);
        assertThat(SpaceCodec.decode(SpaceCodec.encode(all), "x"))
                .usingRecursiveComparison()
                .isEqualTo(all);
        assertThat(all.violation("x", new io.leeway.spi.environment.Value.Integers(new long[] {-1}), 1))
                .isEmpty();
        assertThat(Box.of(1, 0, 10, ElementType.UINT64)
                        .violation("x", new io.leeway.spi.environment.Value.Integers(new long[] {-1}), 1))
                .isPresent();
    }

    @Test
    void spacesOfAnyLengthComeBack() {
        Space discrete = new Space.Discrete(3, -1);
        for (Space space : new Space[] {
            new Space.Sequence(discrete, true),
            new Space.Graph(discrete, null),
            new Space.Graph(discrete, Box.of(2, 0, 1, ElementType.FLOAT16)),
            new Space.OneOf(List.of(discrete, new Space.Sequence(discrete, false))),
            new Space.Tuple(List.of()),
            new Space.Dict(Map.of())
        }) {
            assertThat(SpaceCodec.decode(SpaceCodec.encode(space), "x"))
                    .usingRecursiveComparison()
                    .isEqualTo(space);
        }
    }

    @Test
    void unknownTypesAreRefusedByName() {
        Tensor bound = Tensor.newBuilder()
                .setType(DataType.DATA_TYPE_UNSPECIFIED)
                .addShape(1)
                .setData(ByteString.copyFrom(new byte[8]))
                .build();
        var box = space(BoxSpace.newBuilder().setLow(bound).setHigh(bound).build());
        var dict = io.leeway.proto.env.v1.Space.newBuilder()
                .setDict(DictSpace.newBuilder()
                        .addEntries(SpaceEntry.newBuilder().setName("clock").setSpace(box)))
                .build();
        assertThatThrownBy(() -> SpaceCodec.decode(dict, "observation"))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("observation.clock")
                .hasMessageContaining("element type");
    }

    @Test
    void depthIsBoundedAndSizesAreCheckedBeforeAnythingIsAllocated() {
        var deep = io.leeway.proto.env.v1.Space.getDefaultInstance();
        for (int i = 0; i <= SpaceCodec.DEEPEST; i++) {
            deep = io.leeway.proto.env.v1.Space.newBuilder()
                    .setTuple(TupleSpace.newBuilder().addItems(deep))
                    .build();
        }
        var tooDeep = deep;
        assertThatThrownBy(() -> SpaceCodec.decode(tooDeep, "action"))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("deeper than " + SpaceCodec.DEEPEST);
        var huge = io.leeway.proto.env.v1.Space.newBuilder()
                .setMultiBinary(MultiBinarySpace.newBuilder().addShape(1 << 20).addShape(1 << 20))
                .build();
        assertThatThrownBy(() -> SpaceCodec.decode(huge, "action")).hasMessageContaining("too large");
        Tensor lying = Tensor.newBuilder()
                .setType(DataType.DATA_TYPE_FLOAT64)
                .addShape(1 << 28)
                .build();
        assertThatThrownBy(() -> SpaceCodec.decode(
                        space(BoxSpace.newBuilder().setLow(lying).setHigh(lying).build()), "action"))
                .hasMessageContaining("has 0 bytes");
        assertThatThrownBy(() -> SpaceCodec.decode(io.leeway.proto.env.v1.Space.getDefaultInstance(), "action"))
                .hasMessageContaining("kind");
    }

    @Test
    void specificationsComeBackWithVersionsAndModelAmongTheSettings() {
        EnvironmentSpec spec = new EnvironmentSpec(
                "a/b-v1",
                Box.of(1, 0, 1, ElementType.FLOAT64),
                new Space.Discrete(2, 0),
                7,
                new EnvironmentSpec.ReferenceScores(-1.5, 3),
                Map.of("margin", "0.002", SpecCodec.MODEL_SETTING, "ab"));
        var wire = SpecCodec.encode(spec, List.of(), List.of());
        assertThat(wire.getModelSha256()).isEqualTo("ab");
        EnvironmentSpec back = SpecCodec.decode(wire, Map.of("mujoco", "3.14.0"));
        assertThat(back.settings())
                .isEqualTo(Map.of("margin", "0.002", SpecCodec.MODEL_SETTING, "ab", "mujoco", "3.14.0"));
        assertThat(back.referenceScores()).isEqualTo(spec.referenceScores());
        assertThat(back.maximumEpisodeSteps()).isEqualTo(7);
        assertThat(back.id()).isEqualTo("a/b-v1");
    }

    private static io.leeway.proto.env.v1.Space space(BoxSpace box) {
        return io.leeway.proto.env.v1.Space.newBuilder().setBox(box).build();
    }
}
