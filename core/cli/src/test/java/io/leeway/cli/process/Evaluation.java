package io.leeway.cli.process;

import io.leeway.environment.evaluation.Evaluator;
import io.leeway.environment.evaluation.Quota;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.inject.ProcessModule;
import io.leeway.wiring.registry.Registry;
import java.util.ArrayList;
import java.util.List;

/** Always the same episodes of the same policy, in whatever environment, as an experiment's evaluation plays them. */
final class Evaluation {
    private static final Registry REGISTRY = Registry.load(null);
    private static final Components COMPONENTS = ComponentScope.of(
                    REGISTRY, new ProcessModule(Progress.NONE, Device.CPU))
            .unseeded();

    private Evaluation() {}

    /** Returns environments by their component's name and keys. */
    static Environments environments(String type, List<Setting> settings) {
        return COMPONENTS.create(new Configurations(REGISTRY).choose(Environments.class, type, "the test", settings));
    }

    /** Returns environments of a server. */
    static Environments remote(String address, String id, String... settings) {
        List<Setting> all = new ArrayList<>();
        all.add(new Setting("target", "target", "\"" + address + "\""));
        all.add(new Setting("id", "id", id));
        List.of(settings).forEach(setting -> all.add(Setting.of(setting)));
        return environments("grpc", all);
    }

    /** Returns environments of several servers. */
    static Environments remote(List<String> addresses, String id, String... settings) {
        List<Setting> all = new ArrayList<>();
        all.add(new Setting("targets", "targets", "[\"" + String.join("\", \"", addresses) + "\"]"));
        all.add(new Setting("id", "id", id));
        List.of(settings).forEach(setting -> all.add(Setting.of(setting)));
        return environments("grpc", all);
    }

    /** Returns the returns of a random network's most likely actions. */
    static double[] play(Environments environments, Quota quota) {
        EnvironmentSpec spec = environments.spec();
        GaussianPolicy policy = GaussianPolicy.random(
                columns(spec.observationSpace()), columns(spec.actionSpace()), RandomSource.of(1));
        return new Evaluator(environments, quota, RandomSource.of(5), Progress.NONE).evaluate(policy);
    }

    private static int columns(Space space) {
        return ((Space.Box) space).low().length;
    }
}
