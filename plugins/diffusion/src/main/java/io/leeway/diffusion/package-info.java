/** Samplers, guidance schemes and experience sources in plain Java. */
@NullMarked
package io.leeway.diffusion;

import org.jspecify.annotations.NullMarked;
