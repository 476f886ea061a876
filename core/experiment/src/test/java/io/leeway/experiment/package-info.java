/** Tests of the run, with components that are small enough to reason about. */
@NullMarked
package io.leeway.experiment;

import org.jspecify.annotations.NullMarked;
