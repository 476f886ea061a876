/** Files in Arrow's format for random access: columns of numbers, nested in structures. */
@NullMarked
package io.leeway.datasets.arrow;

import org.jspecify.annotations.NullMarked;
