/** Denoisers, samplers and guidance schemes. */
@NullMarked
package io.leeway.spi.diffusion;

import org.jspecify.annotations.NullMarked;
