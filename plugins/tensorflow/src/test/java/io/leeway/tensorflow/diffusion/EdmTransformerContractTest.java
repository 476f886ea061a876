package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.testkit.diffusion.DenoiserContract;

final class EdmTransformerContractTest extends DenoiserContract {
    @Override
    protected Denoiser denoiser(RandomSource random) {
        return new EdmTransformer(Configs.transformer(Configs.training()), random, Device.CPU);
    }
}
