@NullMarked
package io.leeway.tensorflow.bench;

import org.jspecify.annotations.NullMarked;
