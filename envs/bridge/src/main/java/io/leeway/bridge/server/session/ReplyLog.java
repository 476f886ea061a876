package io.leeway.bridge.server.session;

import io.leeway.proto.env.v1.SessionResponse;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The sequence rules of a session: every request is executed at most once, and its reply is kept until the client has
 * it. Not safe for several threads.
 *
 * <p>Numbers are unsigned. Always {@code acknowledged ≤ executed ≤ accepted ≤ acknowledged + depth}, so that a client
 * that never acknowledges makes the server keep no more than {@code depth} replies.
 */
final class ReplyLog {
    /** The treatment of a request. */
    enum Verdict {
        /** It is the next one, and counts as accepted now. */
        EXECUTE,
        /** It was accepted before: its reply is kept or will be. */
        ANSWER_AGAIN,
        /** It is the next one, but too many replies are kept already. Nothing has changed. */
        TOO_MANY,
        /** Its number is neither the next nor that of a kept reply, or it acknowledges what was never sent. */
        OUT_OF_SEQUENCE
    }

    private final int depth;
    private final ArrayDeque<SessionResponse> kept = new ArrayDeque<>();
    private long acknowledged;
    private long executed;
    private long accepted;

    ReplyLog(int depth) {
        this.depth = depth;
    }

    /** Judges a request by its number and by what it acknowledges. */
    Verdict admit(long sequence, long upTo) {
        if (!acknowledge(upTo) || sequence < 1 || sequence > accepted + 1) {
            return Verdict.OUT_OF_SEQUENCE;
        }
        if (sequence <= accepted) {
            return sequence > acknowledged ? Verdict.ANSWER_AGAIN : Verdict.OUT_OF_SEQUENCE;
        }
        if (sequence - acknowledged > depth) {
            return Verdict.TOO_MANY;
        }
        accepted = sequence;
        return Verdict.EXECUTE;
    }

    /** Lets replies go that the client has; returns false if it cannot have them. */
    boolean acknowledge(long upTo) {
        if (upTo < 0 || upTo > executed) {
            return false;
        }
        while (acknowledged < upTo) {
            kept.removeFirst();
            acknowledged++;
        }
        return true;
    }

    /** Keeps the reply to the earliest request that has none yet. */
    void keep(SessionResponse reply) {
        if (reply.getSequence() != executed + 1 || executed == accepted) {
            throw new IllegalStateException("A reply to " + reply.getSequence() + " follows that to " + executed
                    + ", with requests up to " + accepted);
        }
        executed++;
        kept.addLast(reply);
    }

    /** Returns the kept reply to a request, or null. */
    @Nullable
    SessionResponse reply(long sequence) {
        if (sequence <= acknowledged || sequence > executed) {
            return null;
        }
        Iterator<SessionResponse> replies = kept.iterator();
        for (long at = acknowledged + 1; at < sequence; at++) {
            replies.next();
        }
        return replies.next();
    }

    /** Returns up to where the client has the replies. */
    long acknowledged() {
        return acknowledged;
    }

    /** Returns the last request that has a reply. */
    long executed() {
        return executed;
    }

    /** Returns the last request that was executed or is under way. */
    long accepted() {
        return accepted;
    }

    /** Returns whether something is under way. */
    boolean busy() {
        return executed < accepted;
    }

    /** Says which numbers would do, for a message. */
    String expectation() {
        String next = "the next number is " + (accepted + 1);
        return acknowledged == accepted
                ? next
                : next + ", replies to " + (acknowledged + 1) + " … " + accepted + " are kept or under way";
    }
}
