/** Tests of the report of a sweep. */
@NullMarked
package io.leeway.experiment.sweep.report;

import org.jspecify.annotations.NullMarked;
