/** Environments in other processes, over gRPC. */
@NullMarked
package io.leeway.bridge;

import org.jspecify.annotations.NullMarked;
