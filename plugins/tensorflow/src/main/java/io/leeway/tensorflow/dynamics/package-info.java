/** Learned models of the dynamics. */
@NullMarked
package io.leeway.tensorflow.dynamics;

import org.jspecify.annotations.NullMarked;
