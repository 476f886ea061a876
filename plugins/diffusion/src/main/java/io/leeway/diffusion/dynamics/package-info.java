/** Models of the dynamics that are fitted in closed form. */
@NullMarked
package io.leeway.diffusion.dynamics;

import org.jspecify.annotations.NullMarked;
