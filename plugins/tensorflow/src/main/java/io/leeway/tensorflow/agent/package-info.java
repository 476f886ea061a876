/** Agents: their updates, fused or one at a time, their policy, critic and state, whatever the algorithm. */
@NullMarked
package io.leeway.tensorflow.agent;

import org.jspecify.annotations.NullMarked;
