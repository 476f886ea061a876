/** Line charts as Vega-Lite specifications. */
@NullMarked
package io.leeway.report.chart;

import org.jspecify.annotations.NullMarked;
