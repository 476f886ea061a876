package io.leeway.spark;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import io.leeway.spi.engine.Engine;
import java.util.List;

/** The plugin with the engine on Apache Spark. */
public final class SparkPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(
                Engine.class,
                "spark",
                "Has stages made on an Apache Spark cluster",
                SparkConfig.class,
                SparkEngine.class));
    }
}
