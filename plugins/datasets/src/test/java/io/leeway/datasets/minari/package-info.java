@NullMarked
package io.leeway.datasets.minari;

import org.jspecify.annotations.NullMarked;
