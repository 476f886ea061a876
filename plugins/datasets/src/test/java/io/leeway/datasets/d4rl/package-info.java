@NullMarked
package io.leeway.datasets.d4rl;

import org.jspecify.annotations.NullMarked;
