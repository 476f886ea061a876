/** Layers, expressions and first weights: operations on tensors, without a session. */
@NullMarked
package io.leeway.tensorflow.layer;

import org.jspecify.annotations.NullMarked;
