@NullMarked
package io.leeway.tensorflow;

import org.jspecify.annotations.NullMarked;
