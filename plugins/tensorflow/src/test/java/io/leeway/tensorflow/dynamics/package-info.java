@NullMarked
package io.leeway.tensorflow.dynamics;

import org.jspecify.annotations.NullMarked;
