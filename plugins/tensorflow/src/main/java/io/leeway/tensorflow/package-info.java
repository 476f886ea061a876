/** Denoisers and agents on TensorFlow Java; no type of TensorFlow leaves this plugin. */
@NullMarked
package io.leeway.tensorflow;

import org.jspecify.annotations.NullMarked;
