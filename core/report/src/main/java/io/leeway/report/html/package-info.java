/** A report as one HTML file that fetches nothing. */
@NullMarked
package io.leeway.report.html;

import org.jspecify.annotations.NullMarked;
