package io.leeway.cli.environment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.KeyArguments;
import io.leeway.cli.command.KeyOptions;
import io.leeway.cli.command.UsageException;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.environment.EnvironmentHost;
import io.leeway.wiring.config.Setting;
import java.util.ArrayList;
import java.util.List;

/** The server at an address, with the keys of its client: {@code --token-file}, {@code --tls} and so on. */
final class EnvironmentTarget {
    private static final String CLIENT = "grpc";

    private EnvironmentTarget() {}

    /** Whether text is an address rather than the name of an environment. */
    static boolean isAddress(String text) {
        return text.indexOf(':') >= 0;
    }

    /**
     * Returns the server.
     *
     * @param command what the user called, for errors
     * @param keys the client's keys, as the user wrote them
     */
    static EnvironmentHost host(Invocation invocation, String command, String target, List<String> keys) {
        if (!isAddress(target)) {
            throw new UsageException("'" + target + "' is not an address: give HOST:PORT or unix:PATH, as the server "
                    + "printed after 'Listening on'.");
        }
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting(target, "target", target));
        settings.addAll(KeyOptions.settings(keys, KeyArguments.FLAGS));
        return invocation
                .components(Device.AUTO, Progress.NONE)
                .create(invocation.configurations().choose(EnvironmentHost.class, CLIENT, command, settings));
    }
}
