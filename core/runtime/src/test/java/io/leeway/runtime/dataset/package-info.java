/** Tests of work on recorded datasets. */
@NullMarked
package io.leeway.runtime.dataset;

import org.jspecify.annotations.NullMarked;
