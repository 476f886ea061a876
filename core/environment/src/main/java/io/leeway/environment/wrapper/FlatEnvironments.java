package io.leeway.environment.wrapper;

import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.List;
import java.util.Optional;

/** Environments whose observations are flat numbers, as agents see them, whatever those of the original are. */
public final class FlatEnvironments implements Environments {
    private final Environments original;
    private final EnvironmentSpec spec;

    private FlatEnvironments(Environments original, EnvironmentSpec spec) {
        this.original = original;
        this.spec = spec;
    }

    /**
     * Returns the environments with {@link FlattenObservation}, or as they are where that would change nothing. Closes
     * them if they cannot say what they are.
     */
    public static Environments of(Environments original) {
        try {
            return of(original, original.spec());
        } catch (RuntimeException failure) {
            original.close();
            throw failure;
        }
    }

    private static Environments of(Environments original, EnvironmentSpec spec) {
        boolean flat = spec.observationSpace() instanceof Space.Box box
                && box.type().isReal()
                && box.shape().size() == 1;
        return flat ? original : new FlatEnvironments(original, FlattenObservation.spec(spec));
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new FlattenObservation(original.make(options));
    }

    @Override
    public boolean canRender() {
        return original.canRender();
    }

    @Override
    public boolean remote() {
        return original.remote();
    }

    @Override
    public List<Environments> places() {
        List<Environments> places = original.places();
        return places.size() == 1
                ? List.of(this)
                : places.stream()
                        .<Environments>map(place -> new FlatEnvironments(place, spec))
                        .toList();
    }

    /** {@inheritDoc} None: the original's is for its own observations. */
    @Override
    public Optional<DynamicsOracle> oracle() {
        return Optional.empty();
    }

    /** {@inheritDoc} The original's, whose rows are flat whatever its observations are. */
    @Override
    public Optional<Terminations> terminations() {
        return original.terminations();
    }

    /** {@inheritDoc} The original's, as {@link #terminations}. */
    @Override
    public Optional<StatePictures> statePictures() {
        return original.statePictures();
    }

    @Override
    public Optional<PlanarMap> map() {
        return original.map();
    }

    @Override
    public void close() {
        original.close();
    }
}
