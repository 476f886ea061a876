/** A server of any Java environments, for other processes, over gRPC. */
@NullMarked
package io.leeway.bridge.server;

import org.jspecify.annotations.NullMarked;
