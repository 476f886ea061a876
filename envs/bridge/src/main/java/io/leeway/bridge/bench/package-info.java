/** The speed of a server's environments. */
@NullMarked
package io.leeway.bridge.bench;

import org.jspecify.annotations.NullMarked;
