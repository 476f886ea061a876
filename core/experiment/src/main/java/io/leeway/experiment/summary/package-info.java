/** Result tables, learning curves and pages of finished runs. */
@NullMarked
package io.leeway.experiment.summary;

import org.jspecify.annotations.NullMarked;
