package io.leeway.bridge.server;

import io.leeway.bridge.codec.JsonObjects;
import io.leeway.bridge.server.environment.InfoSelector;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.bridge.server.environment.Seconds;
import io.leeway.bridge.server.environment.Served;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.MakeRequest;
import io.leeway.proto.env.v1.TimeLimit;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.VectorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The checks of a request to make environments, which refuse what this server cannot or may not. */
final class MakeChecks {
    private final Served served;
    private final GrpcServerConfig config;
    private final MakeRequest request;
    private final List<String> problems = new ArrayList<>();

    private MakeChecks(Served served, GrpcServerConfig config, MakeRequest request) {
        this.served = served;
        this.config = config;
        this.request = request;
    }

    /**
     * Returns how to make what was asked for.
     *
     * @throws RequestRefused if that cannot be; with every reason
     */
    static VectorOptions options(Served served, GrpcServerConfig config, MakeRequest request) {
        return new MakeChecks(served, config, request).check();
    }

    /** Returns how long a request may take: what the client asks, but never longer than the server's own limit. */
    static Duration timeout(GrpcServerConfig config, MakeRequest request) {
        double asked = request.getStepTimeoutSeconds();
        double longest = config.hanging().stepTimeout();
        return Seconds.duration(asked > 0 ? Math.min(asked, longest) : longest);
    }

    private VectorOptions check() {
        long count = Integer.toUnsignedLong(request.getCount());
        String id = served.spec().getId();
        if (!request.getId().equals(id)) {
            problems.add("id is '" + shortened(request.getId()) + "', but this server has " + id + " alone");
        }
        if (count == 0) {
            problems.add("count is 0, but at least one environment is needed");
        }
        checkKwargs();
        checkTimeLimit();
        boolean rendered = checkRenderMode();
        AutoresetMode autoreset = autoreset();
        double timeout = request.getStepTimeoutSeconds();
        if (!(timeout >= 0) || Double.isInfinite(timeout)) {
            problems.add("step_timeout_seconds is " + timeout + ", but must be 0 or more, and finite");
        }
        if (!problems.isEmpty()) {
            throw new RequestRefused(
                    FailureKind.FAILURE_KIND_BAD_REQUEST,
                    "The environments cannot be made: " + String.join("; ", problems));
        }
        checkSize(count);
        return new VectorOptions(
                (int) count,
                autoreset,
                request.getTimeLimit() != TimeLimit.TIME_LIMIT_OFF,
                rendered,
                InfoSelector.of(request.getInfos()).names());
    }

    private void checkKwargs() {
        try {
            Map<String, Object> kwargs =
                    JsonObjects.decode(request.getKwargsJson().strip(), "kwargs");
            if (!kwargs.isEmpty()) {
                problems.add("kwargs are given (" + shortened(String.join(", ", kwargs.keySet()))
                        + "), but this server takes none: its environment's options are set where it is started");
            }
        } catch (IllegalArgumentException wrong) {
            problems.add(wrong.getMessage());
        }
    }

    private void checkTimeLimit() {
        long registered = Integer.toUnsignedLong(served.spec().getMaximumEpisodeSteps());
        long asked = Integer.toUnsignedLong(request.getMaximumEpisodeSteps());
        switch (request.getTimeLimit()) {
            case TIME_LIMIT_UNSPECIFIED, TIME_LIMIT_OFF -> {}
            case TIME_LIMIT_STEPS -> {
                if (asked != registered || !served.spec().hasMaximumEpisodeSteps()) {
                    problems.add("a time limit of " + asked + " steps is asked for, but this server can keep that of "
                            + (served.spec().hasMaximumEpisodeSteps()
                                    ? registered + " steps or switch it off"
                                    : "its environment alone, which has none")
                            + ": cut longer or shorter episodes at the client");
                }
            }
            case UNRECOGNIZED -> problems.add("time_limit is a value that this server does not know");
        }
    }

    private boolean checkRenderMode() {
        String mode = request.getRenderMode();
        if (mode.isEmpty()) {
            return false;
        }
        if (!served.environments().canRender()) {
            problems.add("render_mode is given, but " + served.spec().getId() + " has no pictures");
        } else if (!mode.equals(Served.RENDER_MODE)) {
            problems.add("render_mode is '" + shortened(mode) + "', but " + Served.RENDER_MODE + " alone is carried");
        }
        return true;
    }

    private AutoresetMode autoreset() {
        return switch (request.getAutoreset()) {
            case AUTORESET_MODE_UNSPECIFIED, AUTORESET_MODE_NEXT_STEP -> AutoresetMode.NEXT_STEP;
            case AUTORESET_MODE_SAME_STEP -> AutoresetMode.SAME_STEP;
            case AUTORESET_MODE_DISABLED -> AutoresetMode.DISABLED;
            case UNRECOGNIZED -> {
                problems.add("autoreset is a mode that this server does not know");
                yield AutoresetMode.NEXT_STEP;
            }
        };
    }

    private void checkSize(long count) {
        if (count > config.capacity().maxEnvironmentsPerSession()) {
            throw RequestRefused.exhausted(count
                    + " environments were asked for, but max-environments-per-session is "
                    + config.capacity().maxEnvironmentsPerSession());
        }
        long bytes = Math.max(
                served.observations().tensorBytes((int) count), served.actions().tensorBytes((int) count));
        if (bytes > config.messages().maxTensorBytes()) {
            throw RequestRefused.exhausted("A batch of " + count + " environments takes " + bytes
                    + " bytes, but max-tensor-bytes is " + config.messages().maxTensorBytes() + ": make fewer");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
