/** Environments of a server, as if they were here. */
@NullMarked
package io.leeway.bridge.client;

import org.jspecify.annotations.NullMarked;
