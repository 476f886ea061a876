/** Counts and times of a server, for Prometheus. */
@NullMarked
package io.leeway.bridge.server.metrics;

import org.jspecify.annotations.NullMarked;
