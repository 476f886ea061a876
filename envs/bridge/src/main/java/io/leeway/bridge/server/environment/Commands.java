package io.leeway.bridge.server.environment;

import com.google.protobuf.ByteString;
import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.CodecException;
import io.leeway.bridge.codec.JsonObjects;
import io.leeway.bridge.codec.Rewards;
import io.leeway.bridge.codec.ValueCodec;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.LoadState;
import io.leeway.proto.env.v1.LoadStateReply;
import io.leeway.proto.env.v1.Reset;
import io.leeway.proto.env.v1.ResetReply;
import io.leeway.proto.env.v1.SaveStateReply;
import io.leeway.proto.env.v1.Seed;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.Step;
import io.leeway.proto.env.v1.StepReply;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The execution of one session's requests. Not safe for several threads. */
public final class Commands {
    private final ValueCodec observations;
    private final ValueCodec actions;
    private final int count;
    private final InfoSelector infos;
    private final int mostBytes;
    /** The environments that the last failure was in: they are to be reset before they are stepped. */
    private @Nullable VectorEnvironment broken;
    /** The environments whose episodes have all begun, with which of them are over. */
    private @Nullable VectorEnvironment begun;

    private final boolean[] over;

    /**
     * Creates what serves one session.
     *
     * @param mostBytes of a reply
     */
    public Commands(ValueCodec observations, ValueCodec actions, int count, InfoSelector infos, int mostBytes) {
        this.observations = observations;
        this.actions = actions;
        this.count = count;
        this.infos = infos;
        this.mostBytes = mostBytes;
        this.over = new boolean[count];
    }

    /**
     * Executes a request.
     *
     * @throws RuntimeException if it cannot be: see {@link Failures}
     */
    public SessionResponse execute(VectorEnvironment environment, SessionRequest request) {
        SessionResponse.Builder reply = SessionResponse.newBuilder().setSequence(request.getSequence());
        switch (request.getCommandCase()) {
            case RESET -> reply.setReset(reset(environment, request.getReset()));
            case STEP -> reply.setStep(step(environment, request.getStep()));
            case SAVE_STATE -> reply.setSaveState(save(environment));
            case LOAD_STATE -> reply.setLoadState(load(environment, request.getLoadState()));
            case GET_ATTRIBUTE, SET_ATTRIBUTE, CALL_METHOD, COMPUTE_REWARD ->
                throw RequestRefused.unsupported(environment.spec().id()
                        + " has no attributes, methods or rewards of other goals to ask for: its server does not list"
                        + " that capability");
            case ATTACH, COMMAND_NOT_SET ->
                throw RequestRefused.badRequest("Request " + request.getSequence()
                        + " has no command that this server knows: reset, step, save_state or load_state");
        }
        SessionResponse done = reply.build();
        if (done.getSerializedSize() > mostBytes) {
            throw RequestRefused.exhausted(
                    "The reply has " + done.getSerializedSize() + " bytes, but max-message-bytes is " + mostBytes
                            + ": make fewer environments, or ask for fewer infos");
        }
        return done;
    }

    private ResetReply reset(VectorEnvironment environment, Reset reset) {
        Long[] seeds = seeds(reset.getSeedsList());
        boolean[] mask = reset.getMask().isEmpty() ? null : BitMasks.decode(reset.getMask(), count, "The reset's mask");
        Map<String, Object> options = JsonObjects.decode(reset.getOptionsJson(), "reset options");
        VectorEnvironment.Reset outcome = guarded(environment, () -> environment.reset(seeds, mask, options));
        ResetReply.Builder reply = ResetReply.newBuilder();
        given(environment, () -> reply.setObservations(observations.encode(outcome.observations(), count))
                .setInfos(infos.infos(outcome.infos(), count)));
        if (resetsAll(mask)) {
            broken = null;
            begun = environment;
        }
        for (int i = 0; i < count; i++) {
            over[i] &= mask != null && !mask[i];
        }
        return reply.build();
    }

    private Long @Nullable [] seeds(List<Seed> seeds) {
        if (seeds.isEmpty()) {
            return null;
        }
        if (seeds.size() != count) {
            throw RequestRefused.badRequest("The reset has " + seeds.size() + " seeds, but there are " + count
                    + " environments: give one for each, or none at all");
        }
        Long[] values = new Long[count];
        for (int i = 0; i < count; i++) {
            values[i] = seeds.get(i).hasValue() ? seeds.get(i).getValue() : null;
        }
        return values;
    }

    private static boolean resetsAll(boolean @Nullable [] mask) {
        if (mask != null) {
            for (boolean each : mask) {
                if (!each) {
                    return false;
                }
            }
        }
        return true;
    }

    private StepReply step(VectorEnvironment environment, Step step) {
        if (broken == environment) {
            throw RequestRefused.badRequest(
                    "The environment failed at an earlier request: reset all environments before the next step");
        }
        Value chosen = actions.decode(step.getActions(), count);
        VectorEnvironment.Step outcome = guarded(environment, () -> stepped(environment, chosen));
        StepReply.Builder reply = StepReply.newBuilder();
        given(environment, () -> fill(reply, outcome));
        for (int i = 0; i < count; i++) {
            over[i] = outcome.terminated()[i] || outcome.truncated()[i];
        }
        return reply.build();
    }

    /** Steps; that the state is wrong for it is the caller's doing only if an episode is over or there was no reset. */
    private VectorEnvironment.Step stepped(VectorEnvironment environment, Value chosen) {
        try {
            return environment.step(chosen);
        } catch (IllegalStateException thrown) {
            boolean mayStep = !anyOver(over) || environment.autoreset() != AutoresetMode.DISABLED;
            if (begun != environment || !mayStep) {
                throw thrown;
            }
            throw new EnvironmentException(
                    EnvironmentException.Kind.ENVIRONMENT_ERROR,
                    Failures.of(thrown).getMessage(),
                    thrown);
        }
    }

    private void fill(StepReply.Builder reply, VectorEnvironment.Step outcome) {
        checkLength("rewards", outcome.rewards().length);
        checkLength("terminated flags", outcome.terminated().length);
        checkLength("truncated flags", outcome.truncated().length);
        reply.setObservations(observations.encode(outcome.observations(), count))
                .setRewards(Rewards.encode(outcome.rewards()))
                .setTerminated(BitMasks.encode(outcome.terminated()))
                .setTruncated(BitMasks.encode(outcome.truncated()))
                .setInfos(infos.infos(outcome.infos(), count));
        Value last = outcome.finalObservations();
        if (last != null && (anyOver(outcome.terminated()) || anyOver(outcome.truncated()))) {
            reply.setFinalObservations(observations.encode(last, count))
                    .setFinalInfos(infos.finalInfos(outcome.finalInfos(), count));
        }
    }

    private void checkLength(String name, int length) {
        if (length != count) {
            throw new CodecException("There are " + length + " " + name + " for " + count + " environments");
        }
    }

    private static boolean anyOver(boolean[] flags) {
        for (boolean each : flags) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    private SaveStateReply save(VectorEnvironment environment) {
        return SaveStateReply.newBuilder()
                .setState(ByteString.copyFrom(snapshots(environment).save()))
                .build();
    }

    private LoadStateReply load(VectorEnvironment environment, LoadState load) {
        try {
            snapshots(environment).load(load.getState().toByteArray());
        } catch (EnvironmentException failed) {
            throw failed;
        } catch (LeewayException foreign) {
            throw RequestRefused.badRequest(String.valueOf(foreign.getMessage()));
        }
        broken = null;
        begun = null;
        return LoadStateReply.getDefaultInstance();
    }

    private static Snapshots snapshots(VectorEnvironment environment) {
        return environment
                .snapshots()
                .orElseThrow(
                        () -> RequestRefused.unsupported(environment.spec().id() + " cannot save or load its state"));
    }

    /** Remembers an environment that throws half-way through. */
    private <T> T guarded(VectorEnvironment environment, Supplier<T> action) {
        try {
            return action.get();
        } catch (Throwable thrown) {
            if (Failures.of(thrown).getKind() != FailureKind.FAILURE_KIND_BAD_REQUEST) {
                broken = environment;
            }
            throw thrown;
        }
    }

    /** Blames the environment for giving what cannot be carried. */
    private void given(VectorEnvironment environment, Runnable encoding) {
        try {
            encoding.run();
        } catch (IllegalArgumentException | NullPointerException wrong) {
            broken = environment;
            throw new RequestRefused(
                    FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR,
                    "The environment gave what its specification does not allow: " + wrong.getMessage());
        }
    }
}
