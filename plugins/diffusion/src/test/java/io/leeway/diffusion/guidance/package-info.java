@NullMarked
package io.leeway.diffusion.guidance;

import org.jspecify.annotations.NullMarked;
