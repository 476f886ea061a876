package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.stage.Fresh;
import io.leeway.spi.Configured;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.inject.Promised;

/** The bindings of an entry that samples: the trained denoiser, opened for it, and the sampler. */
final class SamplingModule extends AbstractModule {
    private final Configured<Sampler> sampler;

    SamplingModule(Configured<Sampler> sampler) {
        this.sampler = sampler;
    }

    @Provides
    @EntryScoped
    @Promised
    Denoiser denoiser(DenoiserArtifact artifact, Fresh<Denoiser> fresh) {
        Denoiser denoiser = fresh.create();
        return artifact.loaded(denoiser, denoiser::close);
    }

    @Provides
    @EntryScoped
    @Promised
    Sampler sampler(Injector injector) {
        return ComponentScope.components(injector).create(sampler);
    }
}
