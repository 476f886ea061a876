package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmMlpConfig;
import io.leeway.tensorflow.diffusion.network.ResidualMlp;
import io.leeway.tensorflow.layer.Weights;
import jakarta.inject.Inject;
import org.tensorflow.op.Ops;

/**
 * EDM of single transitions with a residual perceptron (SynthER; Lu et al. 2023): each row has its own next
 * observation.
 */
public final class EdmMlp extends EdmDenoiser {
    /** Creates an untrained denoiser. */
    @Inject
    public EdmMlp(EdmMlpConfig config, RandomSource random, Device device) {
        super("edm-mlp", new MlpNetwork(config), config.training(), random, device);
    }

    /** The perceptron of a configuration. */
    public record MlpNetwork(EdmMlpConfig config) implements DenoisingNetwork {
        @Override
        public String description() {
            return "an edm-mlp of width " + config.width() + ", depth " + config.depth();
        }

        @Override
        public int horizon() {
            return 1;
        }

        @Override
        public boolean ownNextObservation() {
            return true;
        }

        @Override
        public Builder builder(Ops ops, Weights weights, int batch, int columns) {
            return new ResidualMlp(config, batch, columns, ops, weights)::build;
        }
    }
}
