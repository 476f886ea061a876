/** Gymnasium's spaces in Minari's JSON, and the columns that hold their values. */
@NullMarked
package io.leeway.datasets.minari.space;

import org.jspecify.annotations.NullMarked;
