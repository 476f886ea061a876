package io.leeway.runtime.registry;

import io.leeway.spi.environment.EnvironmentId;

/** An id of environments, and where it is from. */
public record RegisteredId(EnvironmentId id, Origin origin) {}
