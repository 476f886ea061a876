/** The engine of this process, and how one is chosen. */
@NullMarked
package io.leeway.experiment.engine;

import org.jspecify.annotations.NullMarked;
