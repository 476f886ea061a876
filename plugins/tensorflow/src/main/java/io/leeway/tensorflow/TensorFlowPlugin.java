package io.leeway.tensorflow;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.tensorflow.diffusion.EdmUnet;
import io.leeway.tensorflow.diffusion.EdmUnetConfig;
import java.util.List;

/** Offers what learns: denoisers and agents on TensorFlow Java. */
public final class TensorFlowPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(
                Denoiser.class, "edm-unet", "Temporal U-Net trained as in EDM", EdmUnetConfig.class, EdmUnet.class));
    }
}
