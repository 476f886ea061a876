package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.InfoColumn;
import io.leeway.proto.env.v1.Infos;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.proto.env.v1.TextBatch;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Infos to messages and back. */
public final class InfoCodec {
    private static final int MOST_OMITTED = 32;

    private InfoCodec() {}

    /**
     * Writes columns, in their order.
     *
     * @param items whether {@link Info.Items} are understood; else they are left out and named
     */
    public static Infos encode(Map<String, Info> columns, int count, boolean items) {
        return columns.isEmpty()
                ? Infos.getDefaultInstance()
                : encode(columns, count, "The info", SpaceCodec.DEEPEST, items);
    }

    /**
     * Reads columns.
     *
     * @throws CodecException if one does not hold a value for each of {@code count} environments
     */
    public static Map<String, Info> decode(Infos infos, int count) {
        return infos.getColumnsCount() == 0 ? Map.of() : decode(infos, count, "The info", SpaceCodec.DEEPEST);
    }

    private static Infos encode(Map<String, Info> columns, int count, String where, int depth, boolean items) {
        SpaceCodec.checkDepth(depth, where);
        Infos.Builder infos = Infos.newBuilder();
        columns.forEach((name, info) -> {
            if (items || !(info instanceof Info.Items)) {
                infos.addColumns(encode(name, info, count, where + " '" + name + "'", depth, items));
            } else if (infos.getOmittedCount() < MOST_OMITTED) {
                infos.addOmitted(name + " (" + info.kind() + ")");
            }
        });
        return infos.build();
    }

    /**
     * Returns the names of what was left out, with the kind of its value; of a group's column with the group's name.
     */
    public static List<String> omitted(Infos infos) {
        if (infos.getOmittedCount() == 0 && infos.getColumnsList().stream().noneMatch(InfoColumn::hasGroup)) {
            return List.of();
        }
        List<String> names = new ArrayList<>(infos.getOmittedList());
        infos.getColumnsList().stream().filter(InfoColumn::hasGroup).forEach(column -> omitted(column.getGroup())
                .forEach(name -> names.add(column.getName() + "." + name)));
        return names;
    }

    private static InfoColumn encode(String name, Info info, int count, String where, int depth, boolean items) {
        checkLength(info.present().length, count, where + "'s mask");
        InfoColumn.Builder column =
                InfoColumn.newBuilder().setName(name).setPresent(BitMasks.encodePresence(info.present()));
        if (info instanceof Info.Numbers numbers) {
            column.setNumbers(numbers(numbers, count, where));
        } else if (info instanceof Info.Texts texts) {
            checkLength(texts.values().size(), count, where);
            column.setTexts(TextBatch.newBuilder().addAllValues(texts.values()));
        } else if (info instanceof Info.Group group) {
            column.setGroup(encode(group.columns(), count, where, depth - 1, items));
        } else if (info instanceof Info.Items values) {
            checkLength(values.values().size(), count, where);
            column.setItems(InfoItemCodec.encode(values, where));
        }
        return column.build();
    }

    private static Tensor numbers(Info.Numbers numbers, int count, String where) {
        return new TensorValueCodec(where, ElementFormat.of(numbers.type()), numbers.shape())
                .encode(numbers.values(), count)
                .getTensor();
    }

    private static Map<String, Info> decode(Infos infos, int count, String where, int depth) {
        SpaceCodec.checkDepth(depth, where);
        Map<String, Info> columns = new LinkedHashMap<>();
        for (InfoColumn column : infos.getColumnsList()) {
            Info info = decode(column, count, where + " '" + column.getName() + "'", depth);
            if (columns.put(column.getName(), info) != null) {
                throw new CodecException(where + " '" + column.getName() + "' comes twice");
            }
        }
        return Collections.unmodifiableMap(columns);
    }

    private static Info decode(InfoColumn column, int count, String where, int depth) {
        boolean[] present = BitMasks.decodePresence(column.getPresent(), count, where + "'s mask");
        return switch (column.getKindCase()) {
            case NUMBERS -> numbers(column.getNumbers(), count, present, where);
            case TEXTS -> {
                checkLength(column.getTexts().getValuesCount(), count, where);
                yield new Info.Texts(List.copyOf(column.getTexts().getValuesList()), present);
            }
            case GROUP -> new Info.Group(decode(column.getGroup(), count, where, depth - 1), present);
            case ITEMS -> {
                checkLength(column.getItems().getItemsCount(), count, where);
                yield new Info.Items(InfoItemCodec.decode(column.getItems(), where), present);
            }
            case KIND_NOT_SET -> throw new CodecException(where + " is of a kind that this version does not know");
        };
    }

    private static Info.Numbers numbers(Tensor tensor, int count, boolean[] present, String where) {
        ElementFormat format = ElementFormat.of(tensor.getType(), where);
        if (tensor.getShapeCount() == 0) {
            throw new CodecException(
                    where + " must hold a value for each of " + count + " environments, but is a scalar");
        }
        List<Integer> shape = List.copyOf(tensor.getShapeList().subList(1, tensor.getShapeCount()));
        Shapes.checkBatch(tensor, format, count, shape, where);
        Value values = Elements.decode(format, tensor.getData(), where);
        return new Info.Numbers(format.type(), shape, values, present);
    }

    private static void checkLength(int given, int count, String where) {
        if (given != count) {
            throw new CodecException(
                    where + " must have one value for each of " + count + " environments, but has " + given);
        }
    }
}
