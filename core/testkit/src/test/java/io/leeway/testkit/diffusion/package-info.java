@NullMarked
package io.leeway.testkit.diffusion;

import org.jspecify.annotations.NullMarked;
