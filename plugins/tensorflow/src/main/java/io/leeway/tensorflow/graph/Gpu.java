package io.leeway.tensorflow.graph;

import io.leeway.tensorflow.cuda.CudaLibraries;
import io.leeway.tensorflow.cuda.NvidiaCard;
import io.leeway.tensorflow.cuda.NvidiaDriver;
import io.leeway.tensorflow.cuda.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * The GPU that TensorFlow can compute on in this process, or the reason why there is none.
 *
 * @param driver NVIDIA's driver
 * @param libraries NVIDIA's libraries; none are asked for without a driver or without the CUDA build
 * @param obstacle why no GPU can be used; empty if one can
 */
public record Gpu(NvidiaDriver driver, CudaLibraries libraries, Optional<Obstacle> obstacle) {
    private static final System.Logger LOG = System.getLogger(Gpu.class.getName());
    private static final AtomicBoolean REGRETTED = new AtomicBoolean();

    /** The GPU, looked up once a process, as TensorFlow itself does. */
    private static final class Once {
        static final Gpu FOUND = look();
    }

    /**
     * Returns what this process has; the first call loads what is needed, and takes a second or more.
     *
     * @throws io.leeway.spi.LeewayException if TensorFlow does not load, with what to do
     */
    public static Gpu ofThisProcess() {
        Natives.load();
        return Once.FOUND;
    }

    /** Returns whether a GPU can be used. */
    public boolean usable() {
        return obstacle.isEmpty();
    }

    /** Says once a process why the user of the CUDA build gets no GPU. */
    void regret() {
        obstacle.filter(found -> Natives.builtForCuda() && REGRETTED.compareAndSet(false, true))
                .ifPresent(found -> LOG.log(
                        System.Logger.Level.WARNING,
                        "No GPU is used, but the CPU: " + found.reason() + ". " + found.remedy()));
    }

    private static Gpu look() {
        NvidiaDriver driver = NvidiaDriver.ofThisMachine();
        boolean tries = Natives.builtForCuda() && driver.opens();
        CudaLibraries libraries = tries ? CudaLibraries.open() : CudaLibraries.NONE;
        if (tries && computes()) {
            return new Gpu(driver, libraries, Optional.empty());
        }
        List<NvidiaCard> cards = tries ? NvidiaCard.ofThisMachine() : List.of();
        return new Gpu(
                driver,
                libraries,
                Optional.of(Obstacle.find(Natives.builtForCuda(), driver, libraries, cards, System.getenv())));
    }

    private static boolean computes() {
        try (Graph graph = new Graph()) {
            Ops ops = Ops.create(graph)
                    .withDevice(DeviceSpec.newBuilder()
                            .deviceType(DeviceSpec.DeviceType.GPU)
                            .deviceIndex(0)
                            .build());
            Operand<TFloat32> sum = ops.math.add(ops.constant(1f), ops.constant(2f));
            ConfigProto strict = Backend.configuration(true).toBuilder()
                    .setAllowSoftPlacement(false)
                    .build();
            try (Session session = new Session(graph, strict)) {
                return Floats.scalars(session.runner().fetch(sum))[0] == 3;
            }
        } catch (TensorFlowException | IllegalArgumentException e) {
            return false;
        }
    }
}
