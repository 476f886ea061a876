/** The staged, content-addressed, resumable run of an experiment. */
@NullMarked
package io.leeway.experiment;

import org.jspecify.annotations.NullMarked;
