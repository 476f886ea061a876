/** Result tables as text, with figures aligned at their decimal points. */
@NullMarked
package io.leeway.report.table;

import org.jspecify.annotations.NullMarked;
