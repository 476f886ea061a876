/** The stages of a run: datasets, denoisers and agents, and how each is made. */
@NullMarked
package io.leeway.experiment.stage;

import org.jspecify.annotations.NullMarked;
