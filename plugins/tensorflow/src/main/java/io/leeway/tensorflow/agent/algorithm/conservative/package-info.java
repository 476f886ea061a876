/** Algorithms whose critics are held down wherever the data is not. */
@NullMarked
package io.leeway.tensorflow.agent.algorithm.conservative;

import org.jspecify.annotations.NullMarked;
