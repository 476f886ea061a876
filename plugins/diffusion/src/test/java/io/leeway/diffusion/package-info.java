@NullMarked
package io.leeway.diffusion;

import org.jspecify.annotations.NullMarked;
