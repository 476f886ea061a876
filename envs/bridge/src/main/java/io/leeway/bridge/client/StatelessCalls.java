package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Connection;
import io.leeway.proto.env.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that depend on nothing but the question, such as those for true outcomes: where the session, its process or the
 * server is lost, or does not answer in time, the question is asked again in another session, for as long as the time
 * to reconnect. Safe for several threads, whose questions are asked one after another.
 */
final class StatelessCalls {
    private static final Logger LOG = LoggerFactory.getLogger(StatelessCalls.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Connection connection;
    private final Supplier<RemoteSession> opener;
    private @Nullable RemoteSession session;

    /**
     * Opens nothing yet.
     *
     * @param opener makes a session, or refuses a server that is no longer what it was
     */
    StatelessCalls(Connection connection, Supplier<RemoteSession> opener) {
        this.connection = connection;
        this.opener = opener;
    }

    /**
     * A question to a session.
     *
     * @param what is asked for, in the plural: "true outcomes"
     * @param call puts it to a session that was made
     */
    record Question<T>(String what, BiFunction<EnvironmentServiceBlockingStub, MakeResponse, T> call) {}

    /**
     * Asks until there is an answer.
     *
     * @throws EnvironmentException if the environment fails, at once; or if nobody has answered when the time is over,
     *     of the last failure's kind
     * @throws LeewayException if the server refuses, or is no longer what it was, at once
     */
    synchronized <T> T ask(Question<T> question) {
        boolean mayBeStale = session != null;
        int times = 0;
        long until = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                RemoteSession open = session();
                return open.call(question.what(), stub -> question.call().apply(stub, open.made()));
            } catch (EnvironmentException failure) {
                close();
                if (failure.kind() == Kind.ENVIRONMENT_ERROR) {
                    throw failure;
                }
                long now = System.nanoTime();
                if (++times == 1) {
                    until = now + patience().toNanos();
                }
                if (mayBeStale && failure.kind() == Kind.LOST_SESSION) {
                    mayBeStale = false;
                    continue;
                }
                if (now + pause.toNanos() >= until) {
                    throw gaveUp(question.what(), failure, times);
                }
                LOG.warn("{}; asking for {} again", failure.getMessage(), question.what());
                renew(failure);
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private RemoteSession session() {
        RemoteSession open = session;
        if (open == null) {
            open = opener.get();
            session = open;
        }
        return open;
    }

    private Duration patience() {
        return connection.endpoint().timeouts().reconnect();
    }

    /** A connection without an answer may lead nowhere. */
    private void renew(EnvironmentException failure) {
        if (failure.kind() == Kind.TIMEOUT) {
            connection.renew();
        }
    }

    private EnvironmentException gaveUp(String what, EnvironmentException failure, int times) {
        return new EnvironmentException(
                failure.kind(),
                "The " + what + " of " + connection.endpoint().shown() + " were asked for " + times
                        + (times == 1 ? " time" : " times") + " without an answer within reconnect-timeout ("
                        + patience().toMillis() + " ms): " + failure.getMessage(),
                failure);
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    "Interrupted while waiting for " + connection.endpoint().shown());
        }
    }

    /** Closes the session; the next question opens another. */
    synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
