package io.leeway.tensorflow.diffusion;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.testkit.diffusion.DenoiserContract;

final class ConditionedContractTest extends DenoiserContract {
    @Override
    protected Denoiser denoiser(RandomSource random) {
        return new EdmUnet(Configs.unet(Configs.onReturn(Configs.training(), 0.2)), random, Device.CPU);
    }
}
