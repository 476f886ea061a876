package io.leeway.wiring.registry;

import io.leeway.spi.EnvironmentId;

/** An id of environments, and where it is from. */
public record RegisteredId(EnvironmentId id, Origin origin) {}
