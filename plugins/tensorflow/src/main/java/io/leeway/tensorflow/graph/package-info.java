/**
 * Sessions, variables, optimisers, compiled functions and checkpoints, which every network here is trained and run
 * with.
 */
@NullMarked
package io.leeway.tensorflow.graph;

import org.jspecify.annotations.NullMarked;
