package io.leeway.experiment.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps of a dataset that a model did not learn from, and that lead to an observation which means something: not the
 * terminal ones.
 */
final class HeldOutSteps {
    private final Dataset dataset;
    private final List<Stretch> stretches;

    HeldOutSteps(Dataset dataset, List<Stretch> heldOut) {
        this.dataset = dataset;
        stretches = heldOut.stream()
                .map(stretch -> withoutTerminal(dataset, stretch))
                .filter(stretch -> stretch.length() > 0)
                .toList();
    }

    private static Stretch withoutTerminal(Dataset dataset, Stretch stretch) {
        boolean terminal = dataset.terminated(stretch.episode()) && stretch.to() == dataset.length(stretch.episode());
        return terminal ? new Stretch(stretch.episode(), stretch.from(), stretch.to() - 1) : stretch;
    }

    /** Returns how many steps the longest stretch has; 0 where there is none. */
    int longest() {
        return stretches.stream().mapToInt(Stretch::length).max().orElse(0);
    }

    /**
     * Returns places from which that many steps follow, evenly spread.
     *
     * @param most how many at most
     */
    List<Place> places(int steps, int most) {
        long all = 0;
        for (Stretch stretch : stretches) {
            all += Math.max(0, stretch.length() - steps + 1);
        }
        long wanted = Math.min(all, most);
        List<Place> places = new ArrayList<>();
        long seen = 0;
        for (Stretch stretch : stretches) {
            for (int step = stretch.from(); step + steps <= stretch.to(); step++, seen++) {
                if ((seen + 1) * wanted / all > seen * wanted / all) {
                    places.add(new Place(stretch.episode(), step));
                }
            }
        }
        return places;
    }

    /**
     * A step of an episode.
     *
     * @param episode which
     * @param step counted in it
     */
    record Place(int episode, int step) {
        Place after(int steps) {
            return new Place(episode, step + steps);
        }
    }

    /** Copies the observation before a step into a row of a target. */
    void observation(Place place, float[] target, int row, int width) {
        int size = dataset.observationSize();
        int source = dataset.firstStep(place.episode()) + place.episode() + place.step();
        System.arraycopy(dataset.observations(), source * size, target, row * width, size);
    }

    void action(Place place, float[] target, int row) {
        int size = dataset.actionSize();
        int source = dataset.firstStep(place.episode()) + place.step();
        System.arraycopy(dataset.actions(), source * size, target, row * size, size);
    }

    float reward(Place place) {
        return dataset.rewards()[dataset.firstStep(place.episode()) + place.step()];
    }

    /**
     * Predicts, and refuses what is not finite.
     *
     * @param places of the rows, to name them
     */
    static Predictions predict(Dynamics dynamics, float[] observations, float[] actions, List<Place> places) {
        Predictions predicted = dynamics.predict(observations, actions, places.size());
        for (int i = 0; i < predicted.means().length; i++) {
            if (!Float.isFinite(predicted.means()[i])
                    || !Float.isFinite(predicted.deviations()[i])) {
                Place place = places.get(i / predicted.width() % predicted.count());
                int column = i % predicted.width();
                throw new LeewayException("After update " + dynamics.step() + " the dynamics model predicts "
                        + predicted.means()[i] + " ± " + predicted.deviations()[i] + " for "
                        + ColumnNames.of(column, predicted.observationSize()) + " of held-out step " + place.step()
                        + " of episode " + place.episode()
                        + ": it diverged. Lower its learning-rate, or look at the data ('leeway dataset verify').");
            }
        }
        return predicted;
    }
}
