/** Contracts for denoisers, samplers and guidance schemes, and a denoiser with exact answers. */
@NullMarked
package io.leeway.testkit.diffusion;

import org.jspecify.annotations.NullMarked;
