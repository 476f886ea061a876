/** Offline reinforcement learning algorithms. */
@NullMarked
package io.leeway.tensorflow.agent.algorithm;

import org.jspecify.annotations.NullMarked;
