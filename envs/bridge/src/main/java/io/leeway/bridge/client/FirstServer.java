package io.leeway.bridge.client;

import io.grpc.Status;
import io.leeway.bridge.client.connection.Outlasting;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one of several servers that is asked: the one that answered last, and the next where it is away. Safe for several
 * threads where what is asked is.
 *
 * @param <S> what of a server is asked
 */
final class FirstServer<S> {
    private final List<S> servers;
    private volatile int first;

    /**
     * Begins with a given one.
     *
     * @param first its index
     */
    FirstServer(List<S> servers, int first) {
        this.servers = servers;
        this.first = first;
    }

    /** Returns all of them. */
    List<S> all() {
        return servers;
    }

    /** Returns the one that is asked first. */
    S first() {
        return servers.get(first);
    }

    /**
     * Asks one server after the other, each once.
     *
     * @throws EnvironmentException if none has answered, naming each; or the environment itself failed, at once
     */
    <T> T ask(Function<S, T> question) {
        List<EnvironmentException> failures = new ArrayList<>();
        int begin = first;
        for (int i = 0; i < servers.size(); i++) {
            int index = (begin + i) % servers.size();
            try {
                T answer = question.apply(servers.get(index));
                first = index;
                return answer;
            } catch (EnvironmentException failure) {
                if (failure.kind() == Kind.ENVIRONMENT_ERROR) {
                    throw failure;
                }
                failures.add(failure);
            }
        }
        throw none(failures);
    }

    /** Returns the failure of all servers; an outage if one of them may answer later. */
    static EnvironmentException none(List<EnvironmentException> failures) {
        EnvironmentException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        boolean outage = failures.stream().anyMatch(Outlasting::isOutage);
        return new EnvironmentException(
                last.kind(),
                "None of the " + failures.size() + " servers answers: " + all,
                outage
                        ? Status.UNAVAILABLE
                                .withDescription("all")
                                .withCause(last)
                                .asRuntimeException()
                        : last);
    }
}
