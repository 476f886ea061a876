/** Sweeps: a grid of experiments, the jobs that it comes to, and how they are run. */
@NullMarked
package io.leeway.experiment.sweep;

import org.jspecify.annotations.NullMarked;
