/** Denoisers of trajectories. */
@NullMarked
package io.leeway.tensorflow.diffusion;

import org.jspecify.annotations.NullMarked;
