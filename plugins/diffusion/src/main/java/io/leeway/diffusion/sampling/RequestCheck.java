package io.leeway.diffusion.sampling;

import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.SamplingRequest;
import org.jspecify.annotations.Nullable;

/** The check that the parts of a request fit together, before any work is done. */
final class RequestCheck {
    private RequestCheck() {}

    /**
     * Checks a request.
     *
     * @throws IllegalArgumentException if a part does not fit, with both sizes
     */
    static void check(SamplingRequest request) {
        if (request.count() < 0) {
            throw new IllegalArgumentException("A request is for 0 or more trajectories, not " + request.count());
        }
        checkCondition(request.condition(), request.count());
        SamplingRequest.Known known = request.known();
        if (known != null) {
            checkTrajectories("known", known.trajectories(), request);
            int size = known.trajectories().horizon()
                    * known.trajectories().layout().width();
            if (known.mask().length != size) {
                throw new IllegalArgumentException("The mask of known values needs " + size
                        + " flags, one a value of a trajectory, but has " + known.mask().length);
            }
        }
        SamplingRequest.Start start = request.start();
        if (start != null) {
            checkTrajectories("start", start.trajectories(), request);
            if (!(start.sigma() > 0 && Double.isFinite(start.sigma()))) {
                throw new IllegalArgumentException(
                        "The noise level to start at must be above 0 and finite, but is " + start.sigma());
            }
        }
    }

    private static void checkCondition(@Nullable Condition condition, int count) {
        if (condition != null && condition.values().length < (long) count * condition.size()) {
            throw new IllegalArgumentException("A condition of " + condition.size() + " values for each of " + count
                    + " trajectories needs " + (long) count * condition.size() + " values, but has "
                    + condition.values().length);
        }
    }

    private static void checkTrajectories(String part, Trajectories trajectories, SamplingRequest request) {
        TrajectoryLayout layout = request.denoiser().normalizer().layout();
        int horizon = request.denoiser().horizon();
        if (trajectories.count() != request.count()
                || trajectories.horizon() != horizon
                || !trajectories.layout().equals(layout)) {
            throw new IllegalArgumentException("The " + part + " trajectories are " + trajectories.count() + " of "
                    + trajectories.horizon() + " rows of " + trajectories.layout() + ", but the request is for "
                    + request.count() + " of " + horizon + " rows of " + layout);
        }
    }
}
