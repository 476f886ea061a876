package io.leeway.experiment;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.diffusion.Denoiser;

/** Finds out at once that a GPU which is demanded is not there, rather than after the stages that need none. */
final class DemandedDevice {
    private DemandedDevice() {}

    /**
     * Creates the denoiser for nothing but its refusal.
     *
     * @throws io.leeway.spi.LeewayException if a GPU is demanded and the denoiser cannot use one, with what to do
     */
    static void check(Device device, Components components, Configured<Denoiser> denoiser) {
        if (device == Device.GPU) {
            components.create(denoiser).close();
        }
    }
}
