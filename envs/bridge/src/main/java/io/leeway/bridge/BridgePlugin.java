package io.leeway.bridge;

import io.leeway.spi.Component;
import io.leeway.spi.Plugin;
import java.util.List;

/** Offers environments in other processes: a client, and a server for any environment of this one. */
public final class BridgePlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of();
    }
}
