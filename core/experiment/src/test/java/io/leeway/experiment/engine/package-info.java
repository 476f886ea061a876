/** Tests of the package. */
@NullMarked
package io.leeway.experiment.engine;

import org.jspecify.annotations.NullMarked;
