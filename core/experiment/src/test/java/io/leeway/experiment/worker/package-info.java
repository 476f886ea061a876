/** Tests of the package. */
@NullMarked
package io.leeway.experiment.worker;

import org.jspecify.annotations.NullMarked;
