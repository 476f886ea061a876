@NullMarked
package io.leeway.diffusion.dynamics;

import org.jspecify.annotations.NullMarked;
