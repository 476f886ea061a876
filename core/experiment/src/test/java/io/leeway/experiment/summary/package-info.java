@NullMarked
package io.leeway.experiment.summary;

import org.jspecify.annotations.NullMarked;
