/** Tests of collections, with walks that are small enough to reason about. */
@NullMarked
package io.leeway.runtime.dataset;

import org.jspecify.annotations.NullMarked;
