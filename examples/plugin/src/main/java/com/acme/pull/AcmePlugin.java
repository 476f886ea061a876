package com.acme.pull;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.diffusion.Guidance;
import java.util.List;

/** The plugin of this jar, with one component: a guidance scheme. */
public final class AcmePlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(
                Guidance.class, "acme-pull", "Pulls actions towards zero", PullConfig.class, Pull.class));
    }
}
