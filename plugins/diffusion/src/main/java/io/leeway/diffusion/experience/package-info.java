/** What feeds transitions to an agent: real data, synthetic data, and mixtures. */
@NullMarked
package io.leeway.diffusion.experience;

import org.jspecify.annotations.NullMarked;
