package io.leeway.tensorflow.graph;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import java.util.List;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow on a chosen device, and how its sessions run there.
 *
 * <p>On the CPU every operation runs on one thread and independent operations run side by side, one on each core:
 * the networks here are too small for an operation to be worth splitting, and a result then does not depend on how many
 * cores there are. What is large is cut into parts of a fixed size by whoever builds the graph.
 */
public final class Backend {
    private final boolean gpu;

    private Backend(boolean gpu) {
        this.gpu = gpu;
    }

    /**
     * Loads TensorFlow and chooses the device.
     *
     * @throws LeewayException if the library does not load, or a GPU is demanded and none can be used, with what to do
     */
    public static Backend open(Device device) {
        Natives.load();
        boolean seen = device != Device.CPU && seesGpu();
        if (device == Device.GPU && !seen) {
            throw new LeewayException("A GPU is demanded, but TensorFlow sees none. " + Natives.whyNoGpu()
                    + " Or choose the CPU as device.");
        }
        return new Backend(seen);
    }

    /** Returns whether the device is a GPU. */
    public boolean gpu() {
        return gpu;
    }

    /** Opens a session on the device. */
    public Session session(Graph graph) {
        return new Session(graph, configuration(gpu));
    }

    static boolean seesGpu() {
        if (!Natives.builtForCuda()) {
            return false;
        }
        try (Graph graph = new Graph()) {
            Ops ops = Ops.create(graph)
                    .withDevice(DeviceSpec.newBuilder()
                            .deviceType(DeviceSpec.DeviceType.GPU)
                            .deviceIndex(0)
                            .build());
            Operand<TFloat32> sum = ops.math.add(ops.constant(1f), ops.constant(2f));
            ConfigProto strict =
                    configuration(true).toBuilder().setAllowSoftPlacement(false).build();
            try (Session session = new Session(graph, strict)) {
                return Floats.scalars(session.runner().fetch(sum))[0] == 3;
            }
        } catch (TensorFlowException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns whether functions can be compiled with XLA on the device; tries it, which takes a fraction of a second.
     */
    public boolean compiles() {
        try (Program program = new Program(this)) {
            Ops ops = program.ops();
            Operand<TFloat32> answer = CompiledFunction.call(
                    program,
                    "probe",
                    List.of(ops.constant(new float[] {1, 2})),
                    (body, arguments) -> body.math.square(arguments.get(0)),
                    true);
            float[] squares = new float[2];
            program.fetch(answer, squares);
            return squares[0] == 1 && squares[1] == 4;
        } catch (TensorFlowException e) {
            return false;
        }
    }

    private static ConfigProto configuration(boolean gpu) {
        int cores = Runtime.getRuntime().availableProcessors();
        ConfigProto.Builder builder = ConfigProto.newBuilder()
                .setAllowSoftPlacement(true)
                .setIntraOpParallelismThreads(gpu ? cores : 1)
                .setInterOpParallelismThreads(cores)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
        if (!gpu) {
            builder.putDeviceCount("GPU", 0);
        }
        return builder.build();
    }
}
