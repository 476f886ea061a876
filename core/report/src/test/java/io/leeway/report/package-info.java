/** Tests of the terminal's table and of the page. */
@NullMarked
package io.leeway.report;

import org.jspecify.annotations.NullMarked;
