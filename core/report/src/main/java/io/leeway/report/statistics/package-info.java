/** Moments and quantiles of samples, by Apache Commons Statistics. */
@NullMarked
package io.leeway.report.statistics;

import org.jspecify.annotations.NullMarked;
