package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.agent.AgentContract;
import io.leeway.testkit.agent.DiscreteAgentContract;
import org.junit.jupiter.api.Nested;

final class AgentsContractTest {
    private abstract static class Contract extends AgentContract {
        private final Agents algorithm;

        Contract(Agents algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            return algorithm.create(Configs.agent(true), task, dataset, random);
        }
    }

    private abstract static class Discrete extends DiscreteAgentContract {
        private final Agents algorithm;

        Discrete(Agents algorithm) {
            this.algorithm = algorithm;
        }

        @Override
        protected Agent agent(Task task, Dataset dataset, RandomSource random) {
            return algorithm.create(Configs.agent(true), task, dataset, random);
        }
    }

    @Nested
    class OfDiscreteBc extends Discrete {
        OfDiscreteBc() {
            super(Agents.BC);
        }
    }

    @Nested
    class OfDiscreteIql extends Discrete {
        OfDiscreteIql() {
            super(Agents.IQL);
        }
    }

    @Nested
    class OfDiscreteCql extends Discrete {
        OfDiscreteCql() {
            super(Agents.CQL);
        }
    }

    @Nested
    class OfTd3Bc extends Contract {
        OfTd3Bc() {
            super(Agents.TD3_BC);
        }
    }

    @Nested
    class OfIql extends Contract {
        OfIql() {
            super(Agents.IQL);
        }
    }

    @Nested
    class OfBc extends Contract {
        OfBc() {
            super(Agents.BC);
        }
    }

    @Nested
    class OfCql extends Contract {
        OfCql() {
            super(Agents.CQL);
        }
    }

    @Nested
    class OfCombo extends Contract {
        OfCombo() {
            super(Agents.COMBO);
        }
    }

    @Nested
    class OfSacN extends Contract {
        OfSacN() {
            super(Agents.SAC_N);
        }
    }

    @Nested
    class OfEdac extends Contract {
        OfEdac() {
            super(Agents.EDAC);
        }
    }

    @Nested
    class OfAwac extends Contract {
        OfAwac() {
            super(Agents.AWAC);
        }
    }

    @Nested
    class OfRebrac extends Contract {
        OfRebrac() {
            super(Agents.REBRAC);
        }
    }
}
