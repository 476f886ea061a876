package io.leeway.experiment.stage;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.ActionSpaces;
import java.util.Optional;

/** The fit of a dataset to the environment that agents are evaluated in. */
final class DatasetFit {
    private DatasetFit() {}

    /**
     * Returns a dataset with all of the environment's choices, where its actions are discrete.
     *
     * @param spec whose observations are flat
     * @param choices what the environment's actions are one of, where they are discrete
     * @throws LeewayException if observations or actions are others than the environment's, naming both
     */
    static Dataset fitted(Dataset dataset, EnvironmentSpec spec, Optional<Space.Discrete> choices) {
        int observationSize = spec.observationSpace().flat().size();
        Optional<Space.Discrete> own = dataset.choices();
        if (own.isEmpty() && choices.isEmpty()) {
            int actionSize = ((Space.Box) spec.actionSpace()).size();
            if (dataset.observationSize() != observationSize || dataset.actionSize() != actionSize) {
                throw new LeewayException("its observations have " + dataset.observationSize()
                        + " columns and its actions " + dataset.actionSize() + ", but those of " + spec.id() + " have "
                        + observationSize + " and " + actionSize
                        + ". Choose the environment that the data was collected in.");
            }
            return dataset;
        }
        if (own.isEmpty() || choices.isEmpty() || !ActionSpaces.contains(choices.get(), own.get())) {
            String data = own.map(space -> "choices from " + ActionSpaces.describe(space))
                    .orElse(dataset.actionSize() + " real numbers");
            throw new LeewayException("its actions are " + data + ", but those of " + spec.id() + " are from "
                    + ActionSpaces.describe(spec.actionSpace())
                    + ". Choose the environment that the data was collected in, or write the actions as that has"
                    + " them: choices as whole numbers, in one column.");
        } else if (dataset.observationSize() != observationSize) {
            throw new LeewayException("its observations have " + dataset.observationSize()
                    + " columns, but those of " + spec.id() + " have " + observationSize
                    + ". Choose the environment that the data was collected in.");
        }
        return own.equals(choices) ? dataset : dataset.withChoices(choices.get());
    }
}
