/** Tests of the delivery to trackers. */
@NullMarked
package io.leeway.experiment.tracking;

import org.jspecify.annotations.NullMarked;
