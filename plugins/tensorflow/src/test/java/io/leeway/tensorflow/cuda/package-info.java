@NullMarked
package io.leeway.tensorflow.cuda;

import org.jspecify.annotations.NullMarked;
