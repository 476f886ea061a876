package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.diffusion.Sample;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.environment.Environments;
import io.leeway.testkit.diffusion.PlainEulerSampler;
import jakarta.inject.Inject;
import java.util.Optional;

/** Two steps of Euler. */
final class AskingSampler implements Sampler {
    private final Sampler euler = new PlainEulerSampler(2);

    @Inject
    AskingSampler(Task task, Dataset dataset, Optional<Environments> environments, Components components, Own own) {
        own.tell("sampler", task, dataset, environments.orElseThrow(), components);
    }

    @Override
    public Sample sample(SamplingRequest request) {
        return euler.sample(request);
    }
}
