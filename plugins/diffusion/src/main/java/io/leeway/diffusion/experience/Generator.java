package io.leeway.diffusion.experience;

import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What samples synthetic trajectories. Sources may share a denoiser, and one of them may sample in the background: a
 * denoiser works for one thread at a time.
 */
final class Generator {
    private final Denoiser denoiser;
    private final Sampler sampler;
    private final Guidance guidance;
    private final RandomSource random;
    private final Progress progress;

    Generator(Denoiser denoiser, Sampler sampler, Guidance guidance, RandomSource random, Progress progress) {
        this.denoiser = denoiser;
        this.sampler = sampler;
        this.guidance = guidance;
        this.random = random;
        this.progress = progress;
    }

    /**
     * What is to be made.
     *
     * @param arrival the update at which it is drawn from first, and whose random stream it is made of
     * @param begun the updates that the policy had made that guides it
     * @param count how many trajectories
     */
    record Order(long arrival, long begun, int count) {}

    /** Returns whether there is anything that moves trajectories. */
    boolean guides() {
        return guidance.target() != Guidance.Target.NOTHING;
    }

    /**
     * Samples, guided by a policy.
     *
     * @param target the agent whose policy guides, or null to leave the trajectories unguided
     * @param unwanted whether to stop
     * @throws CancellationException if it is no longer wanted
     */
    Made make(Order order, @Nullable Agent target, BooleanSupplier unwanted) {
        Agent guide = guides() ? target : null;
        return guide == null
                ? make(order, false, request -> request, unwanted)
                : make(
                        order,
                        true,
                        request -> request.withGuidance(
                                guidance, guide.policy(), guide.critic().orElse(null)),
                        unwanted);
    }

    /**
     * Samples what is asked for besides.
     *
     * @param guided whether anything moves the trajectories
     * @param asked adds to the request
     */
    Made make(Order order, boolean guided, UnaryOperator<SamplingRequest> asked, BooleanSupplier unwanted) {
        String title = guided ? "Sampling guided trajectories" : "Sampling trajectories";
        String when = order.arrival() > order.begun() ? " for update " + order.arrival() : "";
        synchronized (denoiser) {
            try (Progress.Task task = progress.begin(title + when, order.count(), "trajectories")) {
                SamplingRequest request = SamplingRequest.of(denoiser, order.count(), random.split(order.arrival()))
                        .withProgress((amount, detail) -> {
                            if (unwanted.getAsBoolean()) {
                                throw new CancellationException("The trajectories are no longer wanted");
                            }
                            task.advance(amount, detail);
                        });
                return Made.of(sampler.sample(asked.apply(request)), order.begun(), guided);
            }
        }
    }
}
