package io.leeway.bridge.codec;

import com.google.protobuf.ByteString;
import io.leeway.proto.env.v1.BoxSpace;
import io.leeway.proto.env.v1.DataType;
import io.leeway.proto.env.v1.DictSpace;
import io.leeway.proto.env.v1.DiscreteSpace;
import io.leeway.proto.env.v1.GraphSpace;
import io.leeway.proto.env.v1.MultiBinarySpace;
import io.leeway.proto.env.v1.MultiDiscreteSpace;
import io.leeway.proto.env.v1.OneOfSpace;
import io.leeway.proto.env.v1.SequenceSpace;
import io.leeway.proto.env.v1.SpaceEntry;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.proto.env.v1.TextSpace;
import io.leeway.proto.env.v1.TupleSpace;
import io.leeway.spi.environment.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spaces to messages and back. Discrete spaces have no element type in Java: int64 stands for them. The bounds of a box
 * of 64-bit integers are rounded to doubles.
 */
public final class SpaceCodec {
    /** The deepest nesting of spaces, values and infos. */
    static final int DEEPEST = 24;

    private SpaceCodec() {}

    /** Writes a space. */
    public static io.leeway.proto.env.v1.Space encode(Space space) {
        return encode(space, DEEPEST);
    }

    /**
     * Reads a space.
     *
     * @param name what it is the space of, for messages: "observation"
     * @throws CodecException if it is damaged, nested too deep, or has what Java cannot carry
     */
    public static Space decode(io.leeway.proto.env.v1.Space space, String name) {
        return decode(space, "The space of " + name, DEEPEST);
    }

    private static io.leeway.proto.env.v1.Space encode(Space space, int depth) {
        checkDepth(depth, "The space");
        var wire = io.leeway.proto.env.v1.Space.newBuilder();
        if (space instanceof Space.Box box) {
            wire.setBox(BoxSpace.newBuilder().setLow(bounds(box, box.low())).setHigh(bounds(box, box.high())));
        } else if (space instanceof Space.Discrete discrete) {
            wire.setDiscrete(DiscreteSpace.newBuilder()
                    .setN(discrete.count())
                    .setStart(discrete.start())
                    .setType(DataType.DATA_TYPE_INT64));
        } else if (space instanceof Space.MultiDiscrete multi) {
            wire.setMultiDiscrete(MultiDiscreteSpace.newBuilder()
                    .setCounts(longs(multi.shape(), multi.counts()))
                    .setStarts(longs(multi.shape(), multi.starts())));
        } else if (space instanceof Space.MultiBinary multi) {
            wire.setMultiBinary(MultiBinarySpace.newBuilder().addAllShape(multi.shape()));
        } else if (space instanceof Space.Text text) {
            wire.setText(TextSpace.newBuilder()
                    .setMinimumLength(text.minimumLength())
                    .setMaximumLength(text.maximumLength())
                    .setCharacters(text.characters()));
        } else if (space instanceof Space.Dict dict) {
            DictSpace.Builder entries = DictSpace.newBuilder();
            dict.spaces()
                    .forEach((name, part) -> entries.addEntries(
                            SpaceEntry.newBuilder().setName(name).setSpace(encode(part, depth - 1))));
            wire.setDict(entries);
        } else if (space instanceof Space.Tuple tuple) {
            TupleSpace.Builder items = TupleSpace.newBuilder();
            tuple.spaces().forEach(part -> items.addItems(encode(part, depth - 1)));
            wire.setTuple(items);
        } else if (space instanceof Space.OneOf choice) {
            OneOfSpace.Builder items = OneOfSpace.newBuilder();
            choice.spaces().forEach(part -> items.addItems(encode(part, depth - 1)));
            wire.setOneOf(items);
        } else if (space instanceof Space.Sequence sequence) {
            wire.setSequence(SequenceSpace.newBuilder()
                    .setItem(encode(sequence.item(), depth - 1))
                    .setStacked(sequence.stacked()));
        } else if (space instanceof Space.Graph graph) {
            GraphSpace.Builder parts = GraphSpace.newBuilder().setNode(encode(graph.node(), depth - 1));
            Space edge = graph.edge();
            wire.setGraph(edge == null ? parts : parts.setEdge(encode(edge, depth - 1)));
        }
        return wire.build();
    }

    private static Space decode(io.leeway.proto.env.v1.Space space, String where, int depth) {
        checkDepth(depth, where);
        return switch (space.getKindCase()) {
            case BOX -> box(space.getBox(), where);
            case DISCRETE -> discrete(space.getDiscrete(), where);
            case MULTI_DISCRETE -> multiDiscrete(space.getMultiDiscrete(), where);
            case MULTI_BINARY ->
                new Space.MultiBinary(Shapes.of(space.getMultiBinary().getShapeList(), where));
            case TEXT -> text(space.getText(), where);
            case DICT -> dict(space.getDict(), where, depth);
            case TUPLE -> new Space.Tuple(parts(space.getTuple().getItemsList(), where, depth));
            case SEQUENCE ->
                new Space.Sequence(
                        decode(space.getSequence().getItem(), where + "[]", depth - 1),
                        space.getSequence().getStacked());
            case GRAPH -> graph(space.getGraph(), where, depth);
            case ONE_OF -> oneOf(space.getOneOf(), where, depth);
            case KIND_NOT_SET ->
                throw new CodecException(where + " is of a kind that this version does not know: "
                        + "Box, Discrete, MultiDiscrete, MultiBinary, Text, Dict, Tuple, Sequence, Graph and OneOf are"
                        + " carried");
        };
    }

    private static Space.Box box(BoxSpace box, String where) {
        ElementFormat format = sameFormat(box.getLow(), box.getHigh(), where);
        List<Integer> shape = Shapes.of(box.getLow().getShapeList(), where);
        return new Space.Box(
                shape, doubles(format, box.getLow(), where), doubles(format, box.getHigh(), where), format.type());
    }

    private static Space.Discrete discrete(DiscreteSpace discrete, String where) {
        integral(ElementFormat.of(discrete.getType(), where), where);
        if (discrete.getN() < 1) {
            throw new CodecException(where + " must have at least one value, but has " + discrete.getN());
        }
        return new Space.Discrete(discrete.getN(), discrete.getStart());
    }

    private static Space.MultiDiscrete multiDiscrete(MultiDiscreteSpace multi, String where) {
        ElementFormat format = integral(sameFormat(multi.getCounts(), multi.getStarts(), where), where);
        long[] counts = Elements.integers(format, multi.getCounts().getData(), where);
        if (Arrays.stream(counts).anyMatch(count -> count < 1)) {
            throw new CodecException(
                    where + " must have at least one value everywhere, but has " + Arrays.toString(counts));
        }
        return new Space.MultiDiscrete(
                Shapes.of(multi.getCounts().getShapeList(), where),
                counts,
                Elements.integers(format, multi.getStarts().getData(), where));
    }

    private static Space.Text text(TextSpace text, String where) {
        if (text.getMinimumLength() < 0
                || text.getMaximumLength() < 0
                || text.getMinimumLength() > text.getMaximumLength()) {
            throw new CodecException(where + " has texts of a length from "
                    + Integer.toUnsignedString(text.getMinimumLength()) + " to "
                    + Integer.toUnsignedString(text.getMaximumLength()) + ", which cannot be");
        }
        return new Space.Text(text.getMinimumLength(), text.getMaximumLength(), text.getCharacters());
    }

    private static Space.Dict dict(DictSpace dict, String where, int depth) {
        Map<String, Space> spaces = new LinkedHashMap<>();
        for (SpaceEntry entry : dict.getEntriesList()) {
            Space part = decode(entry.getSpace(), where + "." + entry.getName(), depth - 1);
            if (spaces.put(entry.getName(), part) != null) {
                throw new CodecException(where + " names '" + entry.getName() + "' twice");
            }
        }
        return new Space.Dict(Collections.unmodifiableMap(spaces));
    }

    private static List<Space> parts(List<io.leeway.proto.env.v1.Space> items, String where, int depth) {
        List<Space> spaces = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            spaces.add(decode(items.get(i), where + "[" + i + "]", depth - 1));
        }
        return Collections.unmodifiableList(spaces);
    }

    private static Space.OneOf oneOf(OneOfSpace choice, String where, int depth) {
        if (choice.getItemsCount() == 0) {
            throw new CodecException(where + " must have a space to choose, but has none");
        }
        return new Space.OneOf(parts(choice.getItemsList(), where, depth));
    }

    private static Space.Graph graph(GraphSpace graph, String where, int depth) {
        return new Space.Graph(
                decode(graph.getNode(), where + ".node", depth - 1),
                graph.hasEdge() ? decode(graph.getEdge(), where + ".edge", depth - 1) : null);
    }

    private static ElementFormat sameFormat(Tensor first, Tensor second, String where) {
        ElementFormat format = ElementFormat.of(first.getType(), where);
        if (first.getType() != second.getType() || !first.getShapeList().equals(second.getShapeList())) {
            throw new CodecException(where + " must have two bounds of the same type and shape, but they differ");
        }
        Shapes.checkFull(first, format, where);
        Shapes.checkFull(second, format, where);
        return format;
    }

    private static ElementFormat integral(ElementFormat format, String where) {
        if (format.isReal()) {
            throw new CodecException(where + " must be of integers, but is of " + format.label());
        }
        return format;
    }

    private static double[] doubles(ElementFormat format, Tensor tensor, String where) {
        return format.isReal()
                ? Elements.reals(format, tensor.getData())
                : Arrays.stream(Elements.integers(format, tensor.getData(), where))
                        .mapToDouble(format.type()::real)
                        .toArray();
    }

    private static Tensor bounds(Space.Box box, double[] bounds) {
        ElementFormat format = ElementFormat.of(box.type());
        ByteString data = format.isReal()
                ? Elements.encode(format, bounds)
                : Elements.encode(
                        format,
                        Arrays.stream(bounds)
                                .mapToLong(box.type()::element)
                                .map(bound -> Math.max(format.minimum(), Math.min(format.maximum(), bound)))
                                .toArray(),
                        "The bounds");
        return Tensor.newBuilder()
                .setType(format.wire())
                .addAllShape(box.shape())
                .setData(data)
                .build();
    }

    private static Tensor longs(List<Integer> shape, long[] values) {
        return Tensor.newBuilder()
                .setType(DataType.DATA_TYPE_INT64)
                .addAllShape(shape)
                .setData(Elements.encode(ElementFormat.INT64, values, ""))
                .build();
    }

    static void checkDepth(int depth, String where) {
        if (depth <= 0) {
            String shown = where.length() > 200 ? where.substring(0, 200) + "…" : where;
            throw new CodecException(shown + " is nested deeper than " + DEEPEST + " levels");
        }
    }
}
