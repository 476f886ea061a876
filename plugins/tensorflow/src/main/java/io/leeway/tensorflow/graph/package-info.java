/** What every network here is built from: sessions, variables, layers, optimisers, compiled functions, checkpoints. */
@NullMarked
package io.leeway.tensorflow.graph;

import org.jspecify.annotations.NullMarked;
