/** Networks that choose actions. */
@NullMarked
package io.leeway.tensorflow.agent.actor;

import org.jspecify.annotations.NullMarked;
