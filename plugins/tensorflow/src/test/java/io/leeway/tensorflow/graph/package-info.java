@NullMarked
package io.leeway.tensorflow.graph;

import org.jspecify.annotations.NullMarked;
