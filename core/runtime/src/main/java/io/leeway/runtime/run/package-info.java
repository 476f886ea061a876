/** The staged, content-addressed, resumable run of an experiment. */
@NullMarked
package io.leeway.runtime.run;

import org.jspecify.annotations.NullMarked;
