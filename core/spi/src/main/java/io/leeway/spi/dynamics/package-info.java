/** Learned models of the dynamics. */
@NullMarked
package io.leeway.spi.dynamics;

import org.jspecify.annotations.NullMarked;
