/** Off-policy evaluation: the value of a policy, fitted to data. */
@NullMarked
package io.leeway.tensorflow.agent.evaluation;

import org.jspecify.annotations.NullMarked;
