/** The runner of experiments, and the folder that a run leaves. */
@NullMarked
package io.leeway.experiment.run;

import org.jspecify.annotations.NullMarked;
