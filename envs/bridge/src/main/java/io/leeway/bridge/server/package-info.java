/** Serves any Java environments to other processes over gRPC. */
@NullMarked
package io.leeway.bridge.server;

import org.jspecify.annotations.NullMarked;
