package io.leeway.cli.experiment;

import io.leeway.cli.Call;
import io.leeway.spi.Plugin;
import io.leeway.testkit.promise.AskingPlugin;
import io.leeway.testkit.promise.PromiseContract;
import io.leeway.wiring.registry.Registry;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The commands, with all plugins of the distribution beside the one that asks. */
final class PromisesTest extends PromiseContract {
    private final Registry registry = Registry.of(Stream.concat(
                    Stream.of(new AskingPlugin()),
                    ServiceLoader.load(Plugin.class).stream().map(ServiceLoader.Provider::get))
            .toArray(Plugin[]::new));

    @Override
    protected int call(String... arguments) {
        Call call = Call.of(registry, arguments);
        if (call.code() != 0) {
            System.err.println(call.messages());
        }
        return call.code();
    }
}
