/** Tests of the terminal's table and of the page. */
@NullMarked
package io.leeway.runtime.report;

import org.jspecify.annotations.NullMarked;
