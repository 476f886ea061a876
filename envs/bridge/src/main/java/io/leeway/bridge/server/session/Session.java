package io.leeway.bridge.server.session;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.leeway.bridge.server.environment.Clock;
import io.leeway.bridge.server.environment.EnvironmentThread;
import io.leeway.bridge.server.environment.Failures;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.bridge.server.environment.Seconds;
import io.leeway.bridge.server.metrics.ServerMetrics;
import io.leeway.proto.env.v1.Attached;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A vector of environments with the stream that steps it, if there is one. Safe for several threads.
 *
 * <p>It outlives its stream for a while, with the replies that the client has not acknowledged.
 */
public final class Session {
    /** Why a session ends with its server. */
    static final Failure STOPPED = Failures.of(FailureKind.FAILURE_KIND_SESSION_LOST, "The server is shutting down");

    private final String id;
    private final SessionToken token;
    private final int count;
    private final SessionTools tools;
    private final SessionLimits limits;
    private final ServerMetrics metrics;
    private final ReplyLog log;
    private final EnvironmentThread thread;
    private final BiConsumer<Session, Failure> ended;
    private @Nullable SessionStream stream;
    private @Nullable Outbox outbox;
    private @Nullable Failure end;
    private boolean draining;
    private boolean attached;
    private long lastHeard = Clock.now();

    public Session(
            String id,
            SessionToken token,
            int count,
            SessionTools tools,
            SessionLimits limits,
            ServerMetrics metrics,
            Function<Consumer<Failure>, EnvironmentThread> threads,
            BiConsumer<Session, Failure> ended) {
        this.id = id;
        this.token = token;
        this.count = count;
        this.tools = tools;
        this.limits = limits;
        this.metrics = metrics;
        this.log = new ReplyLog(limits.pipelineDepth());
        this.thread = threads.apply(this::end);
        this.ended = ended;
    }

    public String id() {
        return id;
    }

    public SessionToken token() {
        return token;
    }

    public int count() {
        return count;
    }

    public SessionTools tools() {
        return tools;
    }

    public EnvironmentThread thread() {
        return thread;
    }

    /** Binds a stream, in place of any other, and sends what the client has not had. */
    synchronized void attach(SessionStream newer, ServerCallStreamObserver<SessionResponse> call, long acknowledged) {
        refuseIfOver();
        if (!log.acknowledge(acknowledged)) {
            throw new RequestRefused(
                    FailureKind.FAILURE_KIND_OUT_OF_SEQUENCE,
                    "The attach acknowledges " + Long.toUnsignedString(acknowledged) + ", but the last reply was to "
                            + log.executed());
        }
        if (outbox != null) {
            outbox.close(Status.ABORTED.withDescription("Another stream has attached to the session"));
        }
        lastHeard = Clock.now();
        attached = true;
        stream = newer;
        outbox = new Outbox(call, log);
        outbox.send(SessionResponse.newBuilder()
                .setAttached(Attached.newBuilder().setLastSequence(log.accepted()))
                .build());
        for (long sequence = log.acknowledged() + 1; sequence <= log.accepted(); sequence++) {
            outbox.sendAgain(sequence);
        }
        outbox.pump();
        call.request(limits.pipelineDepth());
    }

    private void refuseIfOver() {
        Failure why = end;
        if (why != null) {
            throw RequestRefused.lost(why.getMessage());
        } else if (draining) {
            throw RequestRefused.lost("The server is shutting down: the session has ended");
        }
    }

    /** Takes a request of a stream. */
    synchronized void accept(SessionStream from, SessionRequest request) {
        Outbox answers = outbox;
        if (from != stream || answers == null || answers.ending() || end != null) {
            return;
        }
        lastHeard = Clock.now();
        if (draining) {
            endStream(Status.UNAVAILABLE.withDescription("The server is shutting down"));
            return;
        }
        long sequence = request.getSequence();
        ReplyLog.Verdict verdict =
                request.hasAttach() ? ReplyLog.Verdict.OUT_OF_SEQUENCE : log.admit(sequence, request.getAcknowledged());
        switch (verdict) {
            case EXECUTE -> {
                answers.answer(sequence);
                submit(request);
            }
            case ANSWER_AGAIN -> answers.answer(sequence);
            case TOO_MANY ->
                answers.answer(refusal(
                        sequence,
                        FailureKind.FAILURE_KIND_RESOURCE_EXHAUSTED,
                        "Request " + sequence + " would leave more than " + limits.pipelineDepth()
                                + " replies unacknowledged, which is pipeline-depth: acknowledge those that"
                                + " have come"));
            case OUT_OF_SEQUENCE -> {
                answers.answer(refusal(sequence, FailureKind.FAILURE_KIND_OUT_OF_SEQUENCE, outOfSequence(request)));
                answers.endWith(Status.OK);
            }
        }
        answers.pump();
    }

    private SessionResponse refusal(long sequence, FailureKind kind, String message) {
        metrics.failed(kind);
        return Failures.reply(sequence, Failures.of(kind, message));
    }

    private String outOfSequence(SessionRequest request) {
        return request.hasAttach()
                ? "The stream is attached already"
                : "Request " + Long.toUnsignedString(request.getSequence()) + " acknowledging "
                        + Long.toUnsignedString(request.getAcknowledged()) + " is out of sequence: "
                        + log.expectation();
    }

    private void submit(SessionRequest request) {
        thread.submit(new EnvironmentThread.Work<>(
                environment -> {
                    long began = System.nanoTime();
                    SessionResponse reply = tools.commands().execute(environment, request);
                    metrics.executed(request.getCommandCase(), count, System.nanoTime() - began);
                    return reply;
                },
                this::reply,
                failure -> {
                    metrics.failed(failure.getKind());
                    reply(Failures.reply(request.getSequence(), failure));
                }));
    }

    private synchronized void reply(SessionResponse reply) {
        if (end != null) {
            return;
        }
        log.keep(reply);
        lastHeard = Clock.now();
        if (outbox != null) {
            outbox.pump();
        }
        endDrained();
    }

    /** Sends what a stream has room for. */
    synchronized void pump(SessionStream from) {
        if (from == stream && outbox != null) {
            outbox.pump();
            endDrained();
        }
    }

    /** Forgets a stream that is gone. */
    synchronized void detach(SessionStream from) {
        if (from == stream) {
            stream = null;
            outbox = null;
            lastHeard = Clock.now();
            endDrained();
        }
    }

    /** Ends a stream that sends nothing more, once it has its replies. */
    synchronized void halfClose(SessionStream from) {
        if (from == stream) {
            endStream(Status.OK);
        }
    }

    private void endStream(Status status) {
        if (outbox != null) {
            outbox.endWith(status);
            outbox.pump();
        }
    }

    /** Takes no more requests, and ends when those under way are answered. */
    synchronized void drain() {
        draining = true;
        endStream(Status.UNAVAILABLE.withDescription("The server is shutting down"));
        endDrained();
    }

    private void endDrained() {
        if (draining && !log.busy() && (outbox == null || outbox.closed())) {
            end(STOPPED);
        }
    }

    /** Ends the session if it was left alone for too long. */
    void expire(long now) {
        String why;
        synchronized (this) {
            long quiet = now - lastHeard;
            if (end != null || log.busy() || thread.pending() > 0) {
                return;
            } else if (stream == null && attached && quiet > limits.resume().toNanos()) {
                why = "The session had no stream for "
                        + Seconds.of(limits.resume().toNanos()) + ", which is resume-seconds, and was closed";
            } else if (stream == null && quiet > limits.unattached().toNanos()) {
                why = "The session had no stream for "
                        + Seconds.of(limits.unattached().toNanos()) + " since it was made, and was closed";
            } else if (quiet > limits.idle().toNanos()) {
                why = "The session heard nothing for "
                        + Seconds.of(limits.idle().toNanos()) + ", which is idle-seconds, and was closed";
            } else {
                return;
            }
        }
        end(Failures.of(FailureKind.FAILURE_KIND_SESSION_LOST, why));
    }

    /** Has something done beside the stream's requests, after those that came before. */
    public synchronized void submit(EnvironmentThread.Work<?> work) {
        refuseIfOver();
        lastHeard = Clock.now();
        if (thread.pending() >= 2 * limits.pipelineDepth()) {
            throw RequestRefused.exhausted("More than " + 2 * limits.pipelineDepth()
                    + " calls wait for the session, twice its pipeline-depth: wait for their answers first");
        }
        thread.submit(work);
    }

    /** Ends the session and its stream. */
    public void end(Failure why) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = why;
            if (outbox != null) {
                outbox.send(Failures.reply(0, Failures.of(FailureKind.FAILURE_KIND_SESSION_LOST, why.getMessage())));
                Status status = why.equals(STOPPED) ? Status.UNAVAILABLE : Status.ABORTED;
                outbox.closeWithSession(status.withDescription(why.getMessage()));
            }
        }
        thread.close();
        ended.accept(this, why);
    }
}
