package io.leeway.experiment.engine;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.engine.Engine;
import java.util.List;

/** The plugin with the engine that every Leeway has. */
public final class EnginesPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(
                Engine.class, "local", "Makes stages in this process", LocalConfig.class, LocalEngine.class));
    }
}
