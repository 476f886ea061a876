package io.leeway.bridge.server.session;

import io.leeway.bridge.server.environment.Clock;
import io.leeway.bridge.server.environment.Failures;
import io.leeway.bridge.server.environment.RequestRefused;
import io.leeway.proto.env.v1.Failure;
import io.leeway.proto.env.v1.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that are open, within the limits. Safe for several threads. */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final Capacity capacity;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private int sessions;
    private int environments;

    public Sessions(Capacity capacity) {
        this.capacity = capacity;
    }

    /**
     * Takes a place for a session.
     *
     * @throws RequestRefused if there is none
     */
    public synchronized void reserve(int count) {
        if (sessions >= capacity.maxSessions()) {
            throw RequestRefused.exhausted("There are " + sessions + " sessions, and max-sessions is "
                    + capacity.maxSessions() + ": close one, or start the server with more");
        }
        if (environments + (long) count > capacity.maxEnvironments()) {
            throw RequestRefused.exhausted(count + " environments were asked for and there are " + environments
                    + ", but max-environments is " + capacity.maxEnvironments() + ": close a session, or make fewer");
        }
        sessions++;
        environments += count;
    }

    private synchronized void release(int count) {
        sessions--;
        environments -= count;
    }

    /** Adds a session whose place was reserved. */
    public void add(Session session) {
        open.put(session.id(), session);
        log.atInfo()
                .addKeyValue("session", session.id())
                .addKeyValue("environments", session.count())
                .log("Session opened");
    }

    /** Removes a session that has ended, and gives its place back. */
    public void remove(Session session, Failure why) {
        if (open.remove(session.id(), session)) {
            release(session.count());
            log.atInfo().addKeyValue("session", session.id()).log("Session closed: {}", why.getMessage());
        }
    }

    /**
     * Finds a session by its id and token.
     *
     * @throws RequestRefused if there is none; a wrong token is told no more than a wrong id
     */
    public Session find(String id, String token) {
        Session session = open.get(id);
        if (session == null || !session.token().matches(token)) {
            throw RequestRefused.lost(
                    "There is no such session, or no longer, or its token is another: make a new one");
        }
        return session;
    }

    /** Closes a session, where there is one. */
    public void close(String id, String token) {
        Session session = open.get(id);
        if (session != null && session.token().matches(token)) {
            session.end(Failures.of(FailureKind.FAILURE_KIND_SESSION_LOST, "The session was closed by its client"));
        }
    }

    /** Looks for hung environments and for sessions that were left alone. */
    public void check() {
        for (Session session : open.values()) {
            try {
                long now = Clock.now();
                session.thread().check(now);
                session.expire(now);
            } catch (RuntimeException wrong) {
                log.atError()
                        .setCause(wrong)
                        .addKeyValue("session", session.id())
                        .log("A session could not be checked");
            }
        }
    }

    public synchronized int count() {
        return sessions;
    }

    public synchronized int environments() {
        return environments;
    }

    /** Lets every session answer what is under way, for so long at most, and ends it. */
    public void drain(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        open.values().forEach(Session::drain);
        while (!open.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
    }

    /** Ends every session, and waits a little for their environments to close. */
    public void endAll(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<Session> left = List.copyOf(open.values());
        left.forEach(session -> session.end(Session.STOPPED));
        for (Session session : left) {
            if (!session.thread().awaitClosed(Duration.ofNanos(end - System.nanoTime()))) {
                log.atWarn().addKeyValue("session", session.id()).log("Environments did not close in time");
            }
        }
    }
}
