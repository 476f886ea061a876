package io.leeway.bridge.client.connection;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.leeway.spi.environment.EnvironmentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one rule for outages: a call that found nobody, or whose connection broke, is made again until the patience is
 * over. A server that has answered before is awaited for the time to reconnect, one that never has for the time to
 * connect. What a server answers, a refusal included, ends the waiting; where it answers some of several calls,
 * patience begins anew, a bounded number of times.
 */
public final class Outlasting {
    private static final Logger LOG = LoggerFactory.getLogger(Outlasting.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_BEGINNINGS = 20;

    private final List<Connection> connections;

    public Outlasting(Connection connection) {
        this(List.of(connection));
    }

    /**
     * Outlasts outages of several servers, any of which may answer.
     *
     * @param connections all with the same timeouts
     */
    public Outlasting(List<Connection> connections) {
        this.connections = connections;
    }

    private String shown() {
        return connections.stream().map(each -> each.endpoint().shown()).collect(Collectors.joining(" or "));
    }

    private long answers() {
        return connections.stream().mapToLong(Connection::answers).sum();
    }

    /**
     * Makes calls until they are answered.
     *
     * @param calls one or more, which may be made again from the first on
     * @throws EnvironmentException of the last failure if nobody has answered when the patience is over
     */
    public <T> T call(Supplier<T> calls) {
        long began = System.nanoTime();
        @Nullable Waiting waiting = null;
        int beginnings = 0;
        while (true) {
            try {
                T answer = calls.get();
                if (waiting != null) {
                    LOG.warn("{} answers again", shown());
                }
                return answer;
            } catch (EnvironmentException failure) {
                if (!isOutage(failure)) {
                    throw failure;
                }
                boolean advanced = waiting != null && waiting.answers != answers();
                if (waiting == null || (advanced && beginnings < MOST_BEGINNINGS)) {
                    waiting = begin(failure, began);
                    beginnings++;
                }
                waiting.pause(failure);
            }
        }
    }

    /** Waits from the failure on where the server was there before, else from the first call on. */
    private Waiting begin(EnvironmentException failure, long began) {
        Timeouts timeouts = connections.get(0).endpoint().timeouts();
        boolean met = connections.stream().anyMatch(Connection::met);
        Waiting waiting = met
                ? new Waiting("reconnect-timeout", timeouts.reconnect(), System.nanoTime())
                : new Waiting("connect-timeout", timeouts.connect(), began);
        if (waiting.lasts(FIRST_PAUSE)) {
            LOG.warn("{}; trying for {}, which is {}", failure.getMessage(), waiting.lasting(), waiting.key);
        }
        return waiting;
    }

    /** Returns whether a call was not answered because nobody was there, or the way there broke or is silent. */
    public static boolean isOutage(EnvironmentException failure) {
        if (!(failure.getCause() instanceof StatusRuntimeException cause)) {
            return false;
        }
        return cause.getStatus().getCode() == Status.Code.UNAVAILABLE;
    }

    /** Returns the failure of a call that a server answers at once where it is there, and has not. */
    public static EnvironmentException silence(EnvironmentException timeout) {
        Status silent = Status.UNAVAILABLE.withDescription("silence").withCause(timeout);
        return new EnvironmentException(
                timeout.kind(), String.valueOf(timeout.getMessage()), silent.asRuntimeException());
    }

    /** The time until patience is over. */
    private final class Waiting {
        private final String key;
        private final Duration patience;
        private final long until;
        private final long answers = answers();
        private Duration pause = FIRST_PAUSE;

        Waiting(String key, Duration patience, long from) {
            this.key = key;
            this.patience = patience;
            this.until = from + patience.toNanos();
        }

        private String lasting() {
            return patience.toMillis() % 1000 == 0 ? patience.toSeconds() + " s" : patience.toMillis() + " ms";
        }

        private boolean lasts(Duration longer) {
            return System.nanoTime() + longer.toNanos() < until;
        }

        /** Sleeps before the next call, or gives up. */
        void pause(EnvironmentException failure) {
            if (!lasts(pause)) {
                throw new EnvironmentException(
                        failure.kind(),
                        failure.getMessage() + ". It was waited for " + lasting() + ", which is " + key,
                        failure.getCause());
            }
            if (failure.kind() == EnvironmentException.Kind.TIMEOUT) {
                connections.forEach(Connection::renew); // what is silent may lead nowhere
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted while waiting for " + shown());
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            connections.forEach(Connection::prod);
        }
    }
}
