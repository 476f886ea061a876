/** The typed artifacts of stages: each alone knows its files and figures. */
@NullMarked
package io.leeway.experiment.artifact;

import org.jspecify.annotations.NullMarked;
