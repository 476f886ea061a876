@NullMarked
package io.leeway.diffusion.sampling;

import org.jspecify.annotations.NullMarked;
