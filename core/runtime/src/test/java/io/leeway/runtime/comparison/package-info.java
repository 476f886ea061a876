@NullMarked
package io.leeway.runtime.comparison;

import org.jspecify.annotations.NullMarked;
