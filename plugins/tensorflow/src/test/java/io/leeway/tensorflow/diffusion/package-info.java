@NullMarked
package io.leeway.tensorflow.diffusion;

import org.jspecify.annotations.NullMarked;
