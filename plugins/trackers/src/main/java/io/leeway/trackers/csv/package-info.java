/** Metrics as CSV files, one a series. */
@NullMarked
package io.leeway.trackers.csv;

import org.jspecify.annotations.NullMarked;
