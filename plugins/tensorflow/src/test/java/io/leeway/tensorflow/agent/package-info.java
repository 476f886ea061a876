@NullMarked
package io.leeway.tensorflow.agent;

import org.jspecify.annotations.NullMarked;
