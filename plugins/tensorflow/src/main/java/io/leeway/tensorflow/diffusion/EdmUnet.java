package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.tensorflow.diffusion.network.DenoisingNetwork;
import io.leeway.tensorflow.diffusion.network.EdmUnetConfig;
import io.leeway.tensorflow.diffusion.network.UNet;
import io.leeway.tensorflow.layer.Weights;
import jakarta.inject.Inject;
import org.tensorflow.op.Ops;

/** EDM with a temporal U-Net, as trained by Jackson et al. 2024. */
public final class EdmUnet extends EdmDenoiser {
    /** Creates an untrained denoiser. */
    @Inject
    public EdmUnet(EdmUnetConfig config, RandomSource random, Device device) {
        super("edm-unet", new UnetNetwork(config), config.training(), random, device);
    }

    /** The U-Net of a configuration. */
    public record UnetNetwork(EdmUnetConfig config) implements DenoisingNetwork {
        @Override
        public String description() {
            return (config.residual() ? "a residual" : "a plain") + " edm-unet of width " + config.width() + ", levels "
                    + config.levels() + ", kernel " + config.kernel();
        }

        @Override
        public int horizon() {
            return config.horizon();
        }

        @Override
        public Builder builder(Ops ops, Weights weights, int batch, int columns) {
            return new UNet(config, batch, columns, ops, weights)::build;
        }
    }
}
