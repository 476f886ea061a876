@NullMarked
package io.leeway.tensorflow.agent.algorithm.conservative;

import org.jspecify.annotations.NullMarked;
