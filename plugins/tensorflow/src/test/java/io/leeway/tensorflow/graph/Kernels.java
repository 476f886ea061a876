package io.leeway.tensorflow.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/** The kernels for GPUs in this build of TensorFlow, whether or not the machine has a GPU. */
public final class Kernels {
    private static final String COMMAND = "mvn -Pgpu -pl plugins/tensorflow -am verify -Dtest='*PlacementTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -DskipITs";
    /** What is registered for every device is not for the CPU alone. */
    private static final Set<String> DEVICES = Set.of("GPU", "DEFAULT");

    private final Map<String, List<KernelDef>> gpu;

    private Kernels(Map<String, List<KernelDef>> gpu) {
        this.gpu = gpu;
    }

    /** Returns them; the test is skipped where the build has none, but fails with {@code -Pgpu}. */
    public static Kernels ofTheGpu() {
        Natives.load();
        if (!Natives.builtForCuda()) {
            Assertions.assertThat(Boolean.getBoolean("leeway.gpu.tests"))
                    .as("-Pgpu without TensorFlow's natives for CUDA")
                    .isFalse();
            Assumptions.abort(
                    "This build of TensorFlow has no kernels for GPUs. To test with those, without a GPU too: "
                            + COMMAND);
        }
        TF_Status status = TF_Status.newStatus();
        TF_Buffer buffer = tensorflow.TF_GetAllRegisteredKernels(status);
        status.throwExceptionIfNotOK();
        try {
            return new Kernels(KernelList.parseFrom(buffer.copyData()).getKernelList().stream()
                    .filter(kernel -> DEVICES.contains(kernel.getDeviceType()))
                    .collect(Collectors.groupingBy(KernelDef::getOp)));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the operations of a program, and of its functions, that would run on the CPU, each with its type. */
    public List<String> missing(Program program) {
        GraphDef graph = program.graph().toGraphDef();
        Stream<NodeDef> nodes = Stream.concat(
                graph.getNodeList().stream(),
                graph.getLibrary().getFunctionList().stream().flatMap(function -> function.getNodeDefList().stream()));
        return new ArrayList<>(nodes.filter(node ->
                        gpu.getOrDefault(node.getOp(), List.of()).stream().noneMatch(kernel -> takes(kernel, node)))
                .map(node -> node.getOp()
                        + (node.containsAttr("T")
                                ? " of " + node.getAttrOrThrow("T").getType()
                                : ""))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean takes(KernelDef kernel, NodeDef node) {
        return kernel.getConstraintList().stream().allMatch(constraint -> {
            AttrValue value = node.getAttrOrDefault(constraint.getName(), AttrValue.getDefaultInstance());
            return value.equals(AttrValue.getDefaultInstance())
                    || constraint.getAllowedValues().getList().getTypeList().contains(value.getType());
        });
    }
}
