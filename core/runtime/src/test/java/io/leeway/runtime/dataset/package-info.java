/** Tests of the terminal's table and of the page. */
@NullMarked
package io.leeway.runtime.dataset;

import org.jspecify.annotations.NullMarked;
