/** What a learned model of the dynamics is measured on, and how good it is there. */
@NullMarked
package io.leeway.experiment.dynamics;

import org.jspecify.annotations.NullMarked;
