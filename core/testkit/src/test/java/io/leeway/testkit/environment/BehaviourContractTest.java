package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.testkit.ContractRun;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BehaviourContractTest {
    /** A fault, with the contract's test that must notice it. */
    enum Fault {
        BEYOND_THE_SPACE("everyActionIsWrittenAndOfTheActionSpace"),
        FIRST_ALONE_WRITTEN("everyActionIsWrittenAndOfTheActionSpace"),
        SEED_IGNORED("isTheSameForTheSameSeedAndAnotherForAnother"),
        MEMORY_SHARED("playersShareNoMemory"),
        OBSERVATIONS_OVERWRITTEN("leavesWhatItSeesAlone"),
        PLAYS_ANYTHING("refusesEnvironmentsThatItCannotPlayInNamingBoth");

        final String noticedBy;

        Fault(String noticedBy) {
            this.noticedBy = noticedBy;
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticesEveryFault(Fault fault) {
        assertThat(ContractRun.failures(new Contract(new Jitter(fault)))).contains(fault.noticedBy);
    }

    @Test
    void passesWhatHasNone() {
        assertThat(ContractRun.failures(new Contract(new Jitter(null)))).isEmpty();
    }

    /** Steps at random to both sides. */
    private static final class Jitter implements Behaviour {
        private final @org.jspecify.annotations.Nullable Fault fault;
        private double memory;

        Jitter(@org.jspecify.annotations.Nullable Fault fault) {
            this.fault = fault;
        }

        @Override
        public Player start(Environments environments, int count, RandomSource random) {
            if (fault != Fault.PLAYS_ANYTHING && !(environments.spec().actionSpace() instanceof Space.Box)) {
                throw new LeewayException("The behaviour 'jitter' cannot play in "
                        + environments.spec().id());
            }
            RandomSource source = fault == Fault.SEED_IGNORED ? RandomSource.of(3) : random;
            double reach = fault == Fault.BEYOND_THE_SPACE ? 2.1 : 1;
            return (observations, begun, actions) -> {
                memory = fault == Fault.MEMORY_SHARED ? (memory + 0.3) % 0.7 : 0;
                Arrays.setAll(
                        actions,
                        i -> fault == Fault.FIRST_ALONE_WRITTEN && i > 0
                                ? actions[i]
                                : source.nextDouble(-reach, reach) + memory);
                if (fault == Fault.OBSERVATIONS_OVERWRITTEN) {
                    observations[0] = 0;
                }
            };
        }
    }

    private static final class Contract extends BehaviourContract {
        private final Behaviour behaviour;

        Contract(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        protected Behaviour behaviour() {
            return behaviour;
        }

        @Override
        protected String name() {
            return "jitter";
        }

        @Override
        protected Environments environments() {
            return new LineEnvironments();
        }
    }
}
