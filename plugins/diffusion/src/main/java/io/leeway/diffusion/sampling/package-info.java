/** Solvers of the reverse diffusion, and the loop that they share. */
@NullMarked
package io.leeway.diffusion.sampling;

import org.jspecify.annotations.NullMarked;
