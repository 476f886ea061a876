/** NVIDIA's driver and libraries: what there is of them, and what TensorFlow misses. */
@NullMarked
package io.leeway.tensorflow.cuda;

import org.jspecify.annotations.NullMarked;
