/** Schemes that nudge a sampler's steps towards a policy. */
@NullMarked
package io.leeway.diffusion.guidance;

import org.jspecify.annotations.NullMarked;
