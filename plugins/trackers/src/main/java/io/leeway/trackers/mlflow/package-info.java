/** MLflow's REST interface, and runs kept by it. */
@NullMarked
package io.leeway.trackers.mlflow;

import org.jspecify.annotations.NullMarked;
