/** The report of a sweep: its page, its tables and its pictures. */
@NullMarked
package io.leeway.experiment.sweep.report;

import org.jspecify.annotations.NullMarked;
