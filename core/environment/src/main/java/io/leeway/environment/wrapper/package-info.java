/** Wrappers of vector environments with the semantics of Gymnasium's. */
@NullMarked
package io.leeway.environment.wrapper;

import org.jspecify.annotations.NullMarked;
