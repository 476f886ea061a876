package io.leeway.bridge.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.bridge.server.session.ReplyLog.Verdict;
import io.leeway.proto.env.v1.SessionResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyLogTest {
    private final ReplyLog log = new ReplyLog(3);

    @Test
    void firstRequestIsNumberOne() {
        assertThat(log.admit(0, 0)).isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(2, 0)).isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(-1, 0)).as("2^64 - 1").isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(Long.MIN_VALUE, 0)).as("2^63").isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(1, 0)).isEqualTo(Verdict.EXECUTE);
        assertThat(log.accepted()).isEqualTo(1);
    }

    @Test
    void requestUnderWayIsNotExecutedAgain() {
        log.admit(1, 0);
        assertThat(log.busy()).isTrue();
        assertThat(log.admit(1, 0)).isEqualTo(Verdict.ANSWER_AGAIN);
        assertThat(log.reply(1)).isNull();
        log.keep(reply(1));
        assertThat(log.busy()).isFalse();
        assertThat(log.admit(1, 0)).isEqualTo(Verdict.ANSWER_AGAIN);
        assertThat(log.reply(1)).isEqualTo(reply(1));
    }

    @Test
    void acknowledgedReplyIsGone() {
        execute(1, 0);
        execute(2, 1);
        assertThat(log.reply(1)).isNull();
        assertThat(log.reply(2)).isEqualTo(reply(2));
        assertThat(log.admit(1, 1)).isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(2, 1)).isEqualTo(Verdict.ANSWER_AGAIN);
        assertThat(log.admit(2, 2)).as("acknowledges itself").isEqualTo(Verdict.OUT_OF_SEQUENCE);
    }

    @Test
    void lowerAcknowledgementThanBeforeTakesNothingBack() {
        execute(1, 0);
        execute(2, 1);
        execute(3, 0);
        assertThat(log.acknowledged()).isEqualTo(1);
        assertThat(log.reply(2)).isEqualTo(reply(2));
    }

    @Test
    void acknowledgingWhatWasNeverSentIsOutOfSequence() {
        execute(1, 0);
        assertThat(log.admit(2, 2)).isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(2, -1)).isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.acknowledge(2)).isFalse();
        assertThat(log.acknowledged()).isZero();
        log.admit(2, 1);
        assertThat(log.acknowledge(2)).as("a request under way").isFalse();
        assertThat(log.acknowledge(1)).isTrue();
    }

    @Test
    void keepsNoMoreThanItsDepth() {
        execute(1, 0);
        execute(2, 0);
        execute(3, 0);
        assertThat(log.admit(4, 0)).isEqualTo(Verdict.TOO_MANY);
        assertThat(log.accepted()).isEqualTo(3);
        assertThat(log.admit(5, 0)).isEqualTo(Verdict.OUT_OF_SEQUENCE);
        assertThat(log.admit(4, 1)).isEqualTo(Verdict.EXECUTE);
        log.keep(reply(4));
        assertThat(log.admit(5, 1)).isEqualTo(Verdict.TOO_MANY);
        assertThat(log.admit(2, 1)).isEqualTo(Verdict.ANSWER_AGAIN);
        assertThat(log.reply(3)).isEqualTo(reply(3));
    }

    @Test
    void repliesComeInOrderOnly() {
        log.admit(1, 0);
        log.admit(2, 0);
        assertThatThrownBy(() -> log.keep(reply(2))).isInstanceOf(IllegalStateException.class);
        log.keep(reply(1));
        assertThatThrownBy(() -> log.keep(reply(1))).isInstanceOf(IllegalStateException.class);
        log.keep(reply(2));
        assertThatThrownBy(() -> log.keep(reply(3))).isInstanceOf(IllegalStateException.class);
    }

    /** Whatever comes, every number is executed once, in order, and no more is kept than the depth. */
    @Test
    void holdsItsRulesUnderAnyRequests() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int depth = 1 + random.nextInt(5);
            ReplyLog any = new ReplyLog(depth);
            long next = 1;
            for (int i = 0; i < 200; i++) {
                long sequence = any.accepted() + random.nextInt(5) - 2;
                Verdict verdict = any.admit(sequence, any.executed() + random.nextInt(4) - 2);
                if (verdict == Verdict.EXECUTE) {
                    assertThat(sequence).isEqualTo(next++);
                }
                if (any.busy() && random.nextBoolean()) {
                    any.keep(reply(any.executed() + 1));
                }
                assertThat(any.acknowledged()).isBetween(0L, any.executed());
                assertThat(any.accepted() - any.acknowledged()).isLessThanOrEqualTo(depth);
                for (long at = any.acknowledged() + 1; at <= any.executed(); at++) {
                    assertThat(any.reply(at)).isEqualTo(reply(at));
                }
            }
        }
    }

    private void execute(long sequence, long acknowledged) {
        assertThat(log.admit(sequence, acknowledged)).isEqualTo(Verdict.EXECUTE);
        log.keep(reply(sequence));
    }

    private static SessionResponse reply(long sequence) {
        return SessionResponse.newBuilder().setSequence(sequence).build();
    }
}
