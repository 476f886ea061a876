/** Helpers for plugins that are no contract: NumPy archives, flatteners, the window cutter, Gaussian actions. */
@NullMarked
package io.leeway.spi.support;

import org.jspecify.annotations.NullMarked;
