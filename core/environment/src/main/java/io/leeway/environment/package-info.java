/** Environments by name, wrapped as Gymnasium's are, checked and recorded. */
@NullMarked
package io.leeway.environment;

import org.jspecify.annotations.NullMarked;
