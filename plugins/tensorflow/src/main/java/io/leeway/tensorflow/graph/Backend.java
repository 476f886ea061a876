package io.leeway.tensorflow.graph;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.tensorflow.cuda.GpuMemory;
import io.leeway.tensorflow.cuda.Obstacle;
import io.leeway.tensorflow.cuda.XlaToolkit;
import io.leeway.tensorflow.layer.Layers;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow on a chosen device, and how its sessions run there.
 *
 * <p>On the CPU every operation runs on one thread and independent operations run side by side, one on each core: the
 * networks here are too small for an operation to be worth splitting, and a result then does not depend on how many
 * cores there are. What is large is cut into parts of a fixed size by whoever builds the graph.
 */
public final class Backend {
    /**
     * It would make one sum of two, which {@link Layers#fork} keeps apart, and with it the last bits a matter of
     * timing.
     */
    private static final RewriterConfig REWRITES = RewriterConfig.newBuilder()
            .setArithmeticOptimization(RewriterConfig.Toggle.OFF)
            .build();

    private final boolean gpu;

    private Backend(boolean gpu) {
        this.gpu = gpu;
    }

    /**
     * Loads TensorFlow and chooses the device. Where the CUDA build is left without a GPU, a line of the log says so,
     * once a process.
     *
     * @throws LeewayException if the library does not load, or a GPU is demanded and none can be used, with what to do
     */
    public static Backend open(Device device) {
        Natives.load();
        if (device == Device.CPU) {
            return new Backend(false);
        }
        GpuMemory.fraction();
        Gpu gpu = Gpu.ofThisProcess();
        if (device == Device.GPU) {
            gpu.obstacle().ifPresent(Backend::refuse);
        }
        gpu.regret();
        return new Backend(gpu.usable());
    }

    private static void refuse(Obstacle obstacle) {
        throw new LeewayException("A GPU is demanded, but none can be used: " + obstacle.reason() + ". "
                + obstacle.remedy() + " Or choose the CPU as device.");
    }

    /** Returns whether the device is a GPU. */
    public boolean gpu() {
        return gpu;
    }

    /** Opens a session on the device. */
    public Session session(Graph graph) {
        return new Session(graph, configuration(gpu));
    }

    /**
     * Returns whether functions can be compiled with XLA on the device; tries it, which takes a fraction of a second.
     */
    public boolean compiles() {
        if (gpu && XlaToolkit.missing().isPresent()) {
            return false;
        }
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

    static ConfigProto configuration(boolean gpu) {
        int cores = Runtime.getRuntime().availableProcessors();
        ConfigProto.Builder builder = ConfigProto.newBuilder()
                .setAllowSoftPlacement(true)
                .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(REWRITES))
                .setIntraOpParallelismThreads(gpu ? cores : 1)
                .setInterOpParallelismThreads(cores)
                .setGpuOptions(GPUOptions.newBuilder()
                        .setAllowGrowth(true)
                        .setPerProcessGpuMemoryFraction(gpu ? GpuMemory.fraction() : 0));
        if (!gpu) {
            builder.putDeviceCount("GPU", 0);
        }
        return builder.build();
    }
}
