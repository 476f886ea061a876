/** Finished runs, opened again: their agents play, and their denoisers are sampled from. */
@NullMarked
package io.leeway.experiment.trained;

import org.jspecify.annotations.NullMarked;
