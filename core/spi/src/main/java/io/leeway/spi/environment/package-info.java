/** Environments with Gymnasium's semantics, and what collects data in them. */
@NullMarked
package io.leeway.spi.environment;

import org.jspecify.annotations.NullMarked;
