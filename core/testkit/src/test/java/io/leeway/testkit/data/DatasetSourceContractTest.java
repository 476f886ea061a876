package io.leeway.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.testkit.ContractRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetSourceContractTest {
    /** A fault, with the contract's test that must notice it. */
    enum Fault {
        NOT_REPEATABLE("theSameSeedGivesTheSameData"),
        SEEDED_IN_SECRET("anotherSeedGivesOtherDataWhereTheSourceSaysSoAndNowhereElse"),
        SEEDED_IN_WORD_ONLY("anotherSeedGivesOtherDataWhereTheSourceSaysSoAndNowhereElse"),
        ACTION_TOO_LARGE("everyNumberIsFiniteAndEveryActionBetweenMinusOneAndOne"),
        REWARD_NOT_A_NUMBER("everyNumberIsFiniteAndEveryActionBetweenMinusOneAndOne"),
        ORIGIN_UNTOLD("thereAreEpisodesAndTheirOriginIsTold");

        final String noticedBy;

        Fault(String noticedBy) {
            this.noticedBy = noticedBy;
        }
    }

    private float drift;

    @ParameterizedTest
    @EnumSource
    void noticesEveryFault(Fault fault) {
        assertThat(ContractRun.failures(contract(fault))).contains(fault.noticedBy);
    }

    @Test
    void passesWhatHasNone() {
        assertThat(ContractRun.failures(contract(null))).isEmpty();
    }

    private DatasetSourceContract contract(@Nullable Fault fault) {
        return new DatasetSourceContract() {
            @Override
            protected DatasetSource source(RandomSource random) {
                return new Source(fault, fault == Fault.SEEDED_IN_WORD_ONLY ? RandomSource.of(3) : random);
            }
        };
    }

    private final class Source implements DatasetSource {
        private final @Nullable Fault fault;
        private final RandomSource random;

        Source(@Nullable Fault fault, RandomSource random) {
            this.fault = fault;
            this.random = random;
        }

        @Override
        public Dataset load() {
            drift += fault == Fault.NOT_REPEATABLE ? 1 : 0;
            float[] observations = new float[5];
            random.fillGaussian(observations, 0, observations.length);
            observations[0] += drift;
            float[] rewards = {1, fault == Fault.REWARD_NOT_A_NUMBER ? Float.NaN : 2, 3};
            float[] actions = {-1, fault == Fault.ACTION_TOO_LARGE ? 1.0001f : 1, 0};
            Map<String, String> provenance = fault == Fault.ORIGIN_UNTOLD ? Map.of() : Map.of("made by", "a test");
            boolean[] terminated = {true, false};
            return new Dataset(
                    1, 1, observations, actions, rewards, new int[] {2, 1}, terminated, new boolean[2], provenance);
        }

        @Override
        public boolean seeded() {
            return fault != Fault.SEEDED_IN_SECRET;
        }
    }
}
