package io.leeway.bridge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.leeway.proto.env.v1.DataType;
import io.leeway.proto.env.v1.InfoColumn;
import io.leeway.proto.env.v1.InfoItem;
import io.leeway.proto.env.v1.InfoItems;
import io.leeway.proto.env.v1.Infos;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.support.check.ValueCopies;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class InfoCodecTest {
    @Test
    void columnsComeBackWithTheirMasks() {
        boolean[] some = {true, false, true};
        boolean[] all = {true, true, true};
        Map<String, Info> infos = new LinkedHashMap<>();
        infos.put(
                "x",
                new Info.Numbers(
                        ElementType.FLOAT64, List.of(2), new Value.Reals(new double[] {1, -0.0, 0, 0, 7.25, 5}), some));
        infos.put("won", new Info.Numbers(ElementType.BOOL, List.of(), new Value.Integers(new long[] {1, 0, 1}), all));
        infos.put("text", new Info.Texts(List.of("a", "", "c"), some));
        infos.put(
                "episode",
                new Info.Group(
                        Map.of(
                                "l",
                                new Info.Numbers(
                                        ElementType.INT32, List.of(), new Value.Integers(new long[] {7, 0, -1}), some)),
                        some));

        Infos wire = InfoCodec.encode(infos, 3, true);
        Map<String, Info> back = InfoCodec.decode(wire, 3);

        assertThat(back).usingRecursiveComparison().isEqualTo(infos);
        assertThat(wire.getColumns(0).getPresent()).isEqualTo(ByteString.copyFrom(new byte[] {0b101}));
        assertThat(wire.getColumns(1).getPresent()).isEmpty();
    }

    @Test
    void masksUseTheLeastSignificantBitFirst() {
        boolean[] flags = new boolean[11];
        flags[0] = flags[7] = flags[9] = true;
        ByteString bytes = BitMasks.encode(flags);
        assertThat(bytes).isEqualTo(ByteString.copyFrom(new byte[] {(byte) 0b10000001, 0b10}));
        assertThat(BitMasks.decode(bytes, 11, "mask")).isEqualTo(flags);
        assertThatThrownBy(() -> BitMasks.decode(bytes, 17, "The mask"))
                .isInstanceOf(CodecException.class)
                .hasMessage("The mask has 2 bytes, but 17 flags take 3");
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        Tensor two = Tensor.newBuilder()
                .setType(DataType.DATA_TYPE_UNSPECIFIED)
                .addShape(2)
                .setData(ByteString.copyFrom(new byte[16]))
                .build();
        assertThatThrownBy(() -> InfoCodec.decode(infos(two), 2))
                .hasMessageContaining("'clock'")
                .hasMessageContaining("element type");
        Tensor doubles = two.toBuilder().setType(DataType.DATA_TYPE_FLOAT64).build();
        assertThatThrownBy(() -> InfoCodec.decode(infos(doubles), 3))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("'clock'")
                .hasMessageContaining("(3)");
        Infos twice = Infos.newBuilder()
                .mergeFrom(infos(doubles))
                .mergeFrom(infos(doubles))
                .build();
        assertThatThrownBy(() -> InfoCodec.decode(twice, 2)).hasMessageContaining("comes twice");
        Infos deep = infos(doubles);
        for (int i = 0; i <= SpaceCodec.DEEPEST; i++) {
            deep = Infos.newBuilder()
                    .addColumns(InfoColumn.newBuilder().setName("g").setGroup(deep))
                    .build();
        }
        Infos tooDeep = deep;
        assertThatThrownBy(() -> InfoCodec.decode(tooDeep, 2)).hasMessageContaining("deeper");
    }

    @Test
    void picturesRewardsAndOptionsComeBack() {
        Picture picture = new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, (byte) 255});
        assertThat(PictureCodec.decode(PictureCodec.encode(picture)))
                .usingRecursiveComparison()
                .isEqualTo(picture);
        assertThat(Rewards.decode(Rewards.encode(new double[] {-0.0, 0.1}), 2)).containsExactly(-0.0, 0.1);
        assertThatThrownBy(() -> Rewards.decode(ByteString.copyFrom(new byte[8]), 2))
                .isInstanceOf(CodecException.class);
        Map<String, Object> options = Map.of("goal_cell", List.of(1, 2), "low", -0.5);
        assertThat(JsonObjects.decode(JsonObjects.encode(options, "options"), "options"))
                .isEqualTo(options);
        for (String wrong : List.of("[1]", "{\"a\": 1} x", "null", "{\"a\": 1, \"a\": 2}", "[".repeat(100))) {
            assertThatThrownBy(() -> JsonObjects.decode(wrong, "options"))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("options");
        }
        assertThat(JsonObjects.scalar("2")).isEqualTo(2);
        assertThat(JsonObjects.scalar("half_cheetah.xml")).isEqualTo("half_cheetah.xml");
    }

    @Test
    void unsigned64KeepsItsBits() {
        Info clock = new Info.Numbers(
                ElementType.UINT64, List.of(), new Value.Integers(new long[] {-1, 5}), new boolean[] {true, true});
        Infos wire = InfoCodec.encode(Map.of("clock", clock), 2, false);
        assertThat(wire.getColumns(0).getNumbers().getType()).isEqualTo(DataType.DATA_TYPE_UINT64);
        assertThat(InfoCodec.decode(wire, 2).get("clock"))
                .usingRecursiveComparison()
                .isEqualTo(clock);
        assertThat(ElementType.UINT64.real(-1)).isEqualTo(0x1p64);
    }

    @Test
    void valuesOfAnyKindComeBack() {
        List<Info.Item> items = List.of(
                new Info.Nothing(),
                new Info.Flag(true),
                new Info.Whole(BigInteger.TWO.pow(64)),
                new Info.Whole(BigInteger.valueOf(Long.MIN_VALUE)),
                new Info.Real(-0.0),
                new Info.Text("ü"),
                new Info.Data(new byte[] {0, -1}),
                new Info.Array(ElementType.FLOAT16, List.of(), new Value.Reals(new double[] {0.5}), true),
                new Info.Array(ElementType.UINT64, List.of(1, 2), new Value.Integers(new long[] {-1, 2}), false),
                new Info.Objects(List.of(2), List.of(new Info.Text("a"), new Info.Text("b"))),
                new Info.Objects(List.of(1), List.of(new Info.Nothing())),
                new Info.Sequence(List.of(new Info.Flag(false), new Info.Sequence(List.of(), false)), true),
                new Info.Dict(List.of(
                        new Info.Entry(new Info.Whole(BigInteger.ONE), new Info.Sequence(List.of(), true)),
                        new Info.Entry(new Info.Text("k"), new Info.Nothing()))));
        boolean[] present = new boolean[items.size()];
        Arrays.fill(present, true);
        Map<String, Info> infos = Map.of("mixed", new Info.Items(items, present));
        Map<String, Info> back = InfoCodec.decode(InfoCodec.encode(infos, items.size(), true), items.size());
        assertThat(back).usingRecursiveComparison().isEqualTo(infos);
        assertThat(ValueCopies.snapshotInfos(back)).isEqualTo(ValueCopies.snapshotInfos(infos));
    }

    @Test
    void valuesOfAnyKindAreNamedToThoseThatDoNotKnowThem() {
        Info list = new Info.Items(
                List.of(new Info.Nothing(), new Info.Sequence(List.of(), false)), new boolean[] {false, true});
        Info group = new Info.Group(Map.of("route", list), new boolean[] {false, true});
        Infos wire = InfoCodec.encode(Map.of("group", group), 2, false);
        assertThat(InfoCodec.omitted(wire)).containsExactly("group.route (lists)");
        assertThat(((Info.Group)
                                Objects.requireNonNull(InfoCodec.decode(wire, 2).get("group")))
                        .columns())
                .isEmpty();
        assertThat(InfoCodec.omitted(InfoCodec.encode(Map.of("group", group), 2, true)))
                .isEmpty();
    }

    @Test
    void damagedValuesOfAnyKindAreRefusedByName() {
        InfoItem deep = InfoItem.newBuilder().setNone(true).build();
        for (int i = 0; i < 20; i++) {
            deep = InfoItem.newBuilder()
                    .setList(InfoItems.newBuilder().addItems(deep))
                    .build();
        }
        InfoItem nested = deep;
        assertThatThrownBy(() -> InfoCodec.decode(items(nested), 1)).hasMessageContaining("'odd' is nested deeper");
        assertThatThrownBy(() -> InfoCodec.decode(
                        items(InfoItem.newBuilder().setBigInteger("1e9").build()), 1))
                .hasMessageContaining("'odd'")
                .hasMessageContaining("digits");
        assertThatThrownBy(() -> InfoCodec.decode(
                        items(InfoItem.newBuilder()
                                .setArray(Tensor.newBuilder()
                                        .setType(DataType.DATA_TYPE_INT8)
                                        .addShape(1 << 30))
                                .build()),
                        1))
                .hasMessageContaining("has 0 bytes");
    }

    private static Infos items(InfoItem item) {
        return Infos.newBuilder()
                .addColumns(InfoColumn.newBuilder()
                        .setName("odd")
                        .setItems(InfoItems.newBuilder().addItems(item)))
                .build();
    }

    private static Infos infos(Tensor numbers) {
        return Infos.newBuilder()
                .addColumns(InfoColumn.newBuilder().setName("clock").setNumbers(numbers))
                .build();
    }
}
