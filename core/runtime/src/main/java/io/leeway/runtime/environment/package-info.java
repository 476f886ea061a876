/** Environments by name, wrapped as Gymnasium's are, checked and recorded. */
@NullMarked
package io.leeway.runtime.environment;

import org.jspecify.annotations.NullMarked;
