/** Datasets, windows, trajectories and transitions: flat arrays that know their shape. */
@NullMarked
package io.leeway.spi.data;

import org.jspecify.annotations.NullMarked;
