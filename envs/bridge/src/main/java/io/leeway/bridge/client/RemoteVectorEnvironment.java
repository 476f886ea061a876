package io.leeway.bridge.client;

import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.CodecException;
import io.leeway.bridge.codec.InfoCodec;
import io.leeway.bridge.codec.JsonObjects;
import io.leeway.bridge.codec.PictureCodec;
import io.leeway.bridge.codec.Rewards;
import io.leeway.bridge.text.PlainText;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.Infos;
import io.leeway.proto.env.v1.RenderRequest;
import io.leeway.proto.env.v1.ResetReply;
import io.leeway.proto.env.v1.Seed;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.StepReply;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Environments of a server that are stepped together. */
final class RemoteVectorEnvironment implements VectorEnvironment {
    private static final int MOST_REMEMBERED = 100;

    private final RemoteSession session;
    private final SessionLink link;
    private final VectorOptions options;
    private final boolean[] over;
    private final Set<String> omitted = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private boolean ready;
    private boolean closed;

    RemoteVectorEnvironment(RemoteSession session, VectorOptions options) {
        this.session = session;
        this.link = session.link();
        this.options = options;
        this.over = new boolean[options.count()];
        link.attach();
    }

    @Override
    public int count() {
        return options.count();
    }

    @Override
    public EnvironmentSpec spec() {
        return session.facts().spec();
    }

    @Override
    public AutoresetMode autoreset() {
        return options.autoreset();
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> settings) {
        checkLength("seeds", seeds == null ? count() : seeds.length);
        checkLength("mask values", mask == null ? count() : mask.length);
        io.leeway.proto.env.v1.Reset.Builder reset = io.leeway.proto.env.v1.Reset.newBuilder();
        if (seeds != null) {
            for (Long seed : seeds) {
                Seed.Builder wire = Seed.newBuilder();
                reset.addSeeds(seed == null ? wire : wire.setValue(seed));
            }
        }
        if (mask != null) {
            reset.setMask(BitMasks.encode(mask));
        }
        reset.setOptionsJson(JsonObjects.encode(settings, "reset options"));
        ResetReply reply = ask(SessionRequest.newBuilder().setReset(reset), SessionResponse.ReplyCase.RESET)
                .getReset();
        Reset outcome = read(() -> new Reset(
                session.facts().observations().decode(reply.getObservations(), count()), infos(reply.getInfos())));
        note(reply.getNotesList());
        for (int i = 0; i < over.length; i++) {
            over[i] &= mask != null && !mask[i];
        }
        ready = true;
        return outcome;
    }

    @Override
    public Step step(Value actions) {
        send(actions);
        return receive();
    }

    @Override
    public Supplier<Step> stepAsync(Value actions) {
        send(actions);
        return new Supplier<>() {
            private @Nullable Step outcome;

            @Override
            public Step get() {
                if (outcome == null) {
                    outcome = receive();
                }
                return outcome;
            }
        };
    }

    private void send(Value actions) {
        if (closed) {
            throw new IllegalStateException(session.shown() + " was closed");
        }
        if (!ready && !link.isOver()) {
            throw new IllegalStateException(
                    session.shown() + " must be reset before it is stepped: it has not been yet, or has failed since");
        }
        for (int i = 0; i < over.length && options.autoreset() == AutoresetMode.DISABLED; i++) {
            if (over[i]) {
                throw new IllegalStateException("The episode of environment " + i + " of " + session.shown()
                        + " is over: reset it, with a mask if others go on");
            }
        }
        link.send(SessionRequest.newBuilder()
                .setStep(io.leeway.proto.env.v1.Step.newBuilder()
                        .setActions(session.facts().actions().encode(actions, count()))));
    }

    private Step receive() {
        StepReply reply = check(link.take(), SessionResponse.ReplyCase.STEP).getStep();
        return read(() -> decode(reply));
    }

    private Step decode(StepReply reply) {
        Value observations = session.facts().observations().decode(reply.getObservations(), count());
        boolean[] terminated = BitMasks.decode(reply.getTerminated(), count(), "The terminated flags");
        boolean[] truncated = BitMasks.decode(reply.getTruncated(), count(), "The truncated flags");
        boolean any = false;
        for (int i = 0; i < over.length; i++) {
            over[i] = terminated[i] || truncated[i];
            any |= over[i];
        }
        note(reply.getNotesList());
        Value last = null;
        if (options.autoreset() == AutoresetMode.SAME_STEP) {
            if (any && !reply.hasFinalObservations()) {
                throw new CodecException("The final observations of the episodes that are over are missing");
            }
            last = session.facts()
                    .observations()
                    .decode(
                            reply.hasFinalObservations() ? reply.getFinalObservations() : reply.getObservations(),
                            count());
        }
        return new Step(
                observations,
                Rewards.decode(reply.getRewards(), count()),
                terminated,
                truncated,
                last,
                infos(reply.getInfos()),
                chosen(infos(reply.getFinalInfos())));
    }

    /** Reads infos, and remembers what of them was left out. */
    private Map<String, Info> infos(Infos infos) {
        for (String each : InfoCodec.omitted(infos)) {
            if (omitted.size() < MOST_REMEMBERED && omitted.add(each)) {
                session.tellOmitted(each);
            }
        }
        return InfoCodec.decode(infos, count());
    }

    private void note(List<String> given) {
        for (String each : given) {
            if (notes.size() < MOST_REMEMBERED) {
                notes.add(PlainText.of(each));
            }
        }
    }

    @Override
    public List<String> omittedInfos() {
        return List.copyOf(omitted);
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** A server gives all infos before a reset, or none. */
    private Map<String, Info> chosen(Map<String, Info> last) {
        if (last.isEmpty() || options.infos().equals(VectorOptions.ALL_INFOS)) {
            return last;
        }
        Map<String, Info> chosen = new LinkedHashMap<>(last);
        chosen.keySet().retainAll(options.infos());
        return chosen;
    }

    @Override
    public Picture render(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("There is no environment " + index + " among " + count());
        }
        if (!options.rendered()) {
            throw new LeewayException(session.shown() + " was not made with pictures: ask for them when it is made");
        }
        RenderRequest request = RenderRequest.newBuilder()
                .setSessionId(session.made().getSessionId())
                .setSessionToken(session.made().getSessionToken())
                .setEnvironment(index)
                .build();
        return read(() -> PictureCodec.decode(
                session.outlast("rendering", stub -> stub.render(request)).getImage()));
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return session.facts().canSave() ? Optional.of(new RemoteSnapshots(this)) : Optional.empty();
    }

    /** Sends a command and waits for the reply, which must be of the kind. */
    SessionResponse ask(SessionRequest.Builder command, SessionResponse.ReplyCase kind) {
        link.send(command);
        return check(link.take(), kind);
    }

    private SessionResponse check(SessionResponse reply, SessionResponse.ReplyCase kind) {
        if (reply.getReplyCase() == kind) {
            return reply;
        }
        if (!reply.hasFailure()) {
            throw new EnvironmentException(
                    Kind.LOST_SESSION,
                    "The server of " + session.shown() + " answered with " + reply.getReplyCase() + " instead of "
                            + kind);
        }
        Failure failure = reply.getFailure();
        if (failure.getKind() == FailureKind.FAILURE_KIND_ENVIRONMENT_ERROR
                || failure.getKind() == FailureKind.FAILURE_KIND_TIMEOUT
                || failure.getKind() == FailureKind.FAILURE_KIND_WORKER_LOST) {
            ready = false;
        }
        throw link.failure(failure);
    }

    /** Blames the server for what cannot be read. */
    private <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CodecException unreadable) {
            ready = false;
            throw new EnvironmentException(
                    Kind.ENVIRONMENT_ERROR,
                    "The server of " + session.shown() + " gave what its specification does not allow: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** Returns what the client knows of the episodes: whether they began, and which are over. */
    boolean[] progress() {
        boolean[] progress = Arrays.copyOf(over, over.length + 1);
        progress[over.length] = ready;
        return progress;
    }

    void setProgress(boolean[] progress) {
        System.arraycopy(progress, 0, over, 0, over.length);
        ready = progress[over.length];
    }

    String shown() {
        return session.shown();
    }

    private void checkLength(String what, int given) {
        if (given != count()) {
            throw new IllegalArgumentException(
                    session.shown() + " has " + count() + " environments, but was given " + given + " " + what);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            session.close();
        }
    }
}
