package io.leeway.diffusion.guidance;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.diffusion.Condition;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.GuidanceStep;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.diffusion.SamplingRequest;
import io.leeway.spi.diffusion.WindowReturns;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Classifier-free guidance (Ho and Salimans 2022) towards a return, as Decision Diffuser has it (Ajay et al. 2023): the
 * estimate becomes D + w·(D_return − D), where D_return is the same denoiser's, conditioned on a return.
 *
 * <p>It moves every column, observations and rewards too, since it is the estimate of another distribution of
 * trajectories. It needs a denoiser that learned returns, and neither policy nor critic.
 */
public final class ReturnConditioned implements Guidance {
    private final ReturnConditionedConfig config;
    private final Progress progress;
    private final Map<String, Double> figures;
    private boolean said;

    /** Creates the scheme. */
    @Inject
    public ReturnConditioned(ReturnConditionedConfig config, Progress progress) {
        this(config, progress, Map.of());
    }

    private ReturnConditioned(ReturnConditionedConfig config, Progress progress, Map<String, Double> figures) {
        this.config = config;
        this.progress = progress;
        this.figures = figures;
    }

    @Override
    public Target target() {
        return config.coefficient() == 0 ? Target.NOTHING : Target.ESTIMATE;
    }

    /** {@inheritDoc} Says once where the return is beyond all that the denoiser learned from. */
    @Override
    public Guidance prepare(Sampler sampler, SamplingRequest request) {
        if (config.coefficient() == 0) {
            return this;
        }
        WindowReturns returns = learned(request.denoiser().returns());
        double chosen = config.chosen(returns);
        double most = returns.quantile(1);
        if (!said && (chosen > most || chosen < returns.quantile(0))) {
            said = true;
            progress.say(String.format(
                    Locale.ROOT,
                    "Trajectories are conditioned on a return of %.4g, but those that the denoiser learned from have"
                            + " %.4g to %.4g: expect no more than that.",
                    chosen,
                    returns.quantile(0),
                    most));
        }
        return new ReturnConditioned(config, progress, Map.of("condition_return", chosen));
    }

    @Override
    public Map<String, Double> figures() {
        return figures;
    }

    @Override
    public void guide(GuidanceStep step) {
        if (config.coefficient() == 0) {
            return;
        }
        WindowReturns returns = learned(step.returns());
        float[] values = new float[step.count()];
        Arrays.fill(values, returns.condition(config.chosen(returns)));
        Condition condition = new Condition(1, values);
        if (config.coefficient() == 1) {
            step.condition(condition);
        } else {
            mix(step, condition);
        }
    }

    private void mix(GuidanceStep step, Condition condition) {
        float[] estimate = step.estimate();
        float[] conditional = step.conditioned(condition);
        float weight = (float) config.coefficient();
        int size = step.count() * step.horizon() * step.layout().width();
        for (int i = 0; i < size; i++) {
            estimate[i] += weight * (conditional[i] - estimate[i]);
        }
    }

    private static WindowReturns learned(Optional<WindowReturns> returns) {
        return returns.orElseThrow(
                () -> new LeewayException("Guidance of type 'return-conditioned' needs a denoiser that learned"
                        + " returns, but this one did not. Train it with condition: return, "
                        + "which the edm denoisers have,"
                        + " or choose guidance {type: none}."));
    }
}
