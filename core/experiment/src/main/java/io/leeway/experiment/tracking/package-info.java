/** The delivery of a run's metrics to its trackers, for which the run never waits. */
@NullMarked
package io.leeway.experiment.tracking;

import org.jspecify.annotations.NullMarked;
