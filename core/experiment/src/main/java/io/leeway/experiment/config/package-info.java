/** The configuration of experiments, as their users write it. */
@NullMarked
package io.leeway.experiment.config;

import org.jspecify.annotations.NullMarked;
