/** Experience from a learned model of the dynamics: autoregressive rollouts and their penalties. */
@NullMarked
package io.leeway.diffusion.experience.model;

import org.jspecify.annotations.NullMarked;
