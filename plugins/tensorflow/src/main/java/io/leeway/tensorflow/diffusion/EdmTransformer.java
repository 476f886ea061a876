package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmTransformerConfig;
import io.leeway.tensorflow.diffusion.network.Transformer;
import io.leeway.tensorflow.layer.Weights;
import jakarta.inject.Inject;
import org.tensorflow.op.Ops;

/** EDM with a transformer over a trajectory's rows (DiT; Peebles and Xie 2023). */
public final class EdmTransformer extends EdmDenoiser {
    /** Creates an untrained denoiser. */
    @Inject
    public EdmTransformer(EdmTransformerConfig config, RandomSource random, Device device) {
        super("edm-transformer", new TransformerNetwork(config), config.training(), random, device);
    }

    /** The transformer of a configuration. */
    public record TransformerNetwork(EdmTransformerConfig config) implements DenoisingNetwork {
        @Override
        public String description() {
            return "an edm-transformer of width " + config.width() + ", depth " + config.depth() + ", heads "
                    + config.heads();
        }

        @Override
        public int horizon() {
            return config.horizon();
        }

        @Override
        public Builder builder(Ops ops, Weights weights, int batch, int columns) {
            return new Transformer(config, batch, columns, ops, weights)::build;
        }
    }
}
