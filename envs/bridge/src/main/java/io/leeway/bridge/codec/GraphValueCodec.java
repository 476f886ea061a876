package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.GraphBatch;
import io.leeway.proto.env.v1.Tensor;
import io.leeway.spi.environment.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of a Graph. */
final class GraphValueCodec extends ValueCodec {
    private final ValueCodec node;
    private final @Nullable ValueCodec edge;

    GraphValueCodec(String name, ValueCodec node, @Nullable ValueCodec edge) {
        super(name);
        this.node = node;
        this.edge = edge;
    }

    @Override
    public io.leeway.proto.env.v1.Value encode(Value value, int count) {
        if (!(value instanceof Value.Graphs graphs)) {
            throw wrong("Graphs", value.getClass().getSimpleName());
        }
        int nodes = Shapes.sum(graphs.nodeCounts(), count, name() + "'s nodes");
        GraphBatch.Builder wire = GraphBatch.newBuilder()
                .addAllNodeCounts(Arrays.stream(graphs.nodeCounts()).boxed().toList())
                .setNodes(node.encode(graphs.nodes(), nodes));
        Value given = graphs.edges();
        if (edge != null && given != null) {
            int[] counts = Arrays.stream(graphs.edgeCounts())
                    .map(each -> Math.max(each, 0))
                    .toArray();
            int edges = Shapes.sum(counts, count, name() + "'s edges");
            checkLinks(graphs.links().length, edges);
            wire.addAllEdgeCounts(Arrays.stream(counts).boxed().toList())
                    .setEdges(edge.encode(given, edges))
                    .setEdgeLinks(links(graphs.links(), edges));
            boolean[] none = new boolean[count];
            for (int i = 0; i < count; i++) {
                none[i] = graphs.edgeCounts()[i] < 0;
            }
            if (Arrays.stream(graphs.edgeCounts()).anyMatch(each -> each < 0)) {
                wire.setWithoutEdges(BitMasks.encode(none));
            }
        } else if (edge != null || given != null || graphs.links().length > 0) {
            throw wrong(edge == null ? "graphs without edges" : "graphs with edges", "otherwise");
        }
        return io.leeway.proto.env.v1.Value.newBuilder().setGraphs(wire).build();
    }

    private static Tensor links(long[] links, int edges) {
        return Tensor.newBuilder()
                .setType(ElementFormat.INT64.wire())
                .addShape(edges)
                .addShape(2)
                .setData(Elements.encode(ElementFormat.INT64, links, ""))
                .build();
    }

    @Override
    public Value decode(io.leeway.proto.env.v1.Value value, int count) {
        if (!value.hasGraphs()) {
            throw wrong("graphs", value.getKindCase());
        }
        GraphBatch graphs = value.getGraphs();
        int[] nodeCounts = Shapes.counts(graphs.getNodeCountsList());
        int nodes = Shapes.sum(nodeCounts, count, name() + "'s nodes");
        Value decoded = node.decode(graphs.getNodes(), nodes);
        if (edge == null) {
            int[] none = new int[count];
            Arrays.fill(none, -1);
            return new Value.Graphs(nodeCounts, decoded, none, null, new long[0]);
        }
        int[] edgeCounts = Shapes.counts(graphs.getEdgeCountsList());
        int edges = Shapes.sum(edgeCounts, count, name() + "'s edges");
        if (!graphs.getWithoutEdges().isEmpty()) {
            boolean[] none = BitMasks.decode(graphs.getWithoutEdges(), count, name() + "'s graphs without edges");
            for (int i = 0; i < count; i++) {
                edgeCounts[i] = none[i] && edgeCounts[i] == 0 ? -1 : edgeCounts[i];
            }
        }
        return new Value.Graphs(
                nodeCounts, decoded, edgeCounts, edge.decode(graphs.getEdges(), edges), links(graphs, edges));
    }

    private long[] links(GraphBatch graphs, int edges) {
        Tensor links = graphs.getEdgeLinks();
        if (edges == 0 && links.getData().isEmpty()) {
            return new long[0];
        }
        ElementFormat format = ElementFormat.of(links.getType(), name() + "'s links");
        if (format.isReal()) {
            throw wrong("linked by integers", format.label());
        }
        Shapes.checkBatch(links, format, edges, List.of(2), name() + "'s links");
        return Elements.integers(format, links.getData(), name() + "'s links");
    }

    private void checkLinks(int given, int edges) {
        if (given != 2L * edges) {
            throw wrong("linked by " + 2L * edges + " numbers, two an edge", given);
        }
    }

    /** Returns nothing: a graph has no size of its own. */
    @Override
    public long tensorBytes(int count) {
        return 0;
    }
}
