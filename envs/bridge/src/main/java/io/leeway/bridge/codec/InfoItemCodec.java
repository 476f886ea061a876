package io.leeway.bridge.codec;

import com.google.protobuf.ByteString;
import io.leeway.proto.env.v1.InfoEntries;
import io.leeway.proto.env.v1.InfoEntry;
import io.leeway.proto.env.v1.InfoItem;
import io.leeway.proto.env.v1.InfoItems;
import io.leeway.proto.env.v1.ItemArray;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.proto.env.v1.TextArray;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Info.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Infos of any kind to messages and back. */
final class InfoItemCodec {
    /** The most lists, tuples, dicts and arrays within one another. */
    private static final int DEEPEST = 16;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,4300}");

    private InfoItemCodec() {}

    /** Writes one value an environment. */
    static InfoItems encode(Info.Items items, String where) {
        InfoItems.Builder wire = InfoItems.newBuilder();
        for (int i = 0; i < items.values().size(); i++) {
            wire.addItems(
                    items.present()[i] ? encode(items.values().get(i), where, DEEPEST) : InfoItem.getDefaultInstance());
        }
        return wire.build();
    }

    /** Reads one value an environment; an absent one is {@link Info.Nothing}. */
    static List<Item> decode(InfoItems items, String where) {
        List<Item> values = new ArrayList<>();
        for (InfoItem item : items.getItemsList()) {
            values.add(
                    item.getKindCase() == InfoItem.KindCase.KIND_NOT_SET
                            ? new Info.Nothing()
                            : decode(item, where, DEEPEST));
        }
        return List.copyOf(values);
    }

    private static InfoItem encode(Item item, String where, int depth) {
        checkDepth(depth, where);
        InfoItem.Builder wire = InfoItem.newBuilder();
        if (item instanceof Info.Nothing) {
            wire.setNone(true);
        } else if (item instanceof Info.Flag flag) {
            wire.setFlag(flag.value());
        } else if (item instanceof Info.Whole whole) {
            return whole.value().bitLength() < Long.SIZE
                    ? wire.setInteger(whole.value().longValueExact()).build()
                    : wire.setBigInteger(whole.value().toString()).build();
        } else if (item instanceof Info.Real real) {
            wire.setReal(real.value());
        } else if (item instanceof Info.Text text) {
            wire.setText(text.value());
        } else if (item instanceof Info.Data data) {
            wire.setData(ByteString.copyFrom(data.value()));
        } else if (item instanceof Info.Array array) {
            Tensor tensor = tensor(array, where);
            return (array.scalar() ? wire.setScalar(tensor) : wire.setArray(tensor)).build();
        } else if (item instanceof Info.Objects objects) {
            objects(wire, objects, where, depth);
        } else if (item instanceof Info.Sequence sequence) {
            InfoItems.Builder parts = InfoItems.newBuilder();
            sequence.values().forEach(part -> parts.addItems(encode(part, where, depth - 1)));
            return (sequence.tuple() ? wire.setTuple(parts) : wire.setList(parts)).build();
        } else if (item instanceof Info.Dict dict) {
            InfoEntries.Builder entries = InfoEntries.newBuilder();
            dict.entries()
                    .forEach(entry -> entries.addEntries(InfoEntry.newBuilder()
                            .setKey(encode(entry.key(), where, depth - 1))
                            .setValue(encode(entry.value(), where, depth - 1))));
            wire.setDict(entries);
        }
        return wire.build();
    }

    private static Tensor tensor(Info.Array array, String where) {
        Tensor batch = new TensorValueCodec(where, ElementFormat.of(array.type()), array.shape())
                .encode(array.values(), 1)
                .getTensor();
        return batch.toBuilder().clearShape().addAllShape(array.shape()).build();
    }

    private static void objects(InfoItem.Builder wire, Info.Objects objects, String where, int depth) {
        if (!objects.values().isEmpty() && objects.values().stream().allMatch(Info.Text.class::isInstance)) {
            TextArray.Builder texts = TextArray.newBuilder().addAllShape(objects.shape());
            objects.values().forEach(text -> texts.addValues(((Info.Text) text).value()));
            wire.setTexts(texts);
            return;
        }
        ItemArray.Builder items = ItemArray.newBuilder().addAllShape(objects.shape());
        objects.values().forEach(part -> items.addItems(encode(part, where, depth - 1)));
        wire.setObjects(items);
    }

    private static Item decode(InfoItem item, String where, int depth) {
        checkDepth(depth, where);
        return switch (item.getKindCase()) {
            case NONE -> new Info.Nothing();
            case FLAG -> new Info.Flag(item.getFlag());
            case INTEGER -> new Info.Whole(BigInteger.valueOf(item.getInteger()));
            case BIG_INTEGER -> new Info.Whole(decimal(item.getBigInteger(), where));
            case REAL -> new Info.Real(item.getReal());
            case TEXT -> new Info.Text(item.getText());
            case DATA -> new Info.Data(item.getData().toByteArray());
            case SCALAR -> array(item.getScalar(), true, where);
            case ARRAY -> array(item.getArray(), false, where);
            case TEXTS ->
                objects(
                        item.getTexts().getShapeList(),
                        item.getTexts().getValuesList().stream()
                                .<Item>map(Info.Text::new)
                                .toList(),
                        where);
            case OBJECTS ->
                objects(
                        item.getObjects().getShapeList(),
                        parts(item.getObjects().getItemsList(), where, depth),
                        where);
            case LIST -> new Info.Sequence(parts(item.getList().getItemsList(), where, depth), false);
            case TUPLE -> new Info.Sequence(parts(item.getTuple().getItemsList(), where, depth), true);
            case DICT ->
                new Info.Dict(item.getDict().getEntriesList().stream()
                        .map(entry -> new Info.Entry(
                                decode(entry.getKey(), where, depth - 1), decode(entry.getValue(), where, depth - 1)))
                        .toList());
            case KIND_NOT_SET ->
                throw new CodecException(where + " holds a value of a kind that this version does not know");
        };
    }

    private static List<Item> parts(List<InfoItem> items, String where, int depth) {
        return items.stream().map(part -> decode(part, where, depth - 1)).toList();
    }

    private static BigInteger decimal(String text, String where) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new CodecException(where + " holds an integer that is none of at most 4,300 digits");
        }
        return new BigInteger(text);
    }

    private static Info.Array array(Tensor tensor, boolean scalar, String where) {
        ElementFormat format = ElementFormat.of(tensor.getType(), where);
        Shapes.checkFull(tensor, format, where);
        return new Info.Array(
                format.type(),
                Shapes.of(tensor.getShapeList(), where),
                Elements.decode(format, tensor.getData(), where),
                scalar);
    }

    private static Info.Objects objects(List<Integer> shape, List<Item> values, String where) {
        if (Shapes.size(Shapes.of(shape, where), where) != values.size()) {
            throw new CodecException(where + " holds an array of " + values.size() + " values of another shape");
        }
        return new Info.Objects(List.copyOf(shape), values);
    }

    private static void checkDepth(int depth, String where) {
        if (depth < 0) {
            throw new CodecException(where + " is nested deeper than " + DEEPEST + " levels");
        }
    }
}
