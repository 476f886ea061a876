/** The results of a sweep as values: what its report is made of, whoever ran the jobs. */
@NullMarked
package io.leeway.experiment.sweep.results;

import org.jspecify.annotations.NullMarked;
