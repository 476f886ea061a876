@NullMarked
package io.leeway.diffusion.experience;

import org.jspecify.annotations.NullMarked;
