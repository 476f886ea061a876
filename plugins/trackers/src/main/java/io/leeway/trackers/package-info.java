/** Trackers of runs: TensorBoard's event files, MLflow, CSV files. */
@NullMarked
package io.leeway.trackers;

import org.jspecify.annotations.NullMarked;
