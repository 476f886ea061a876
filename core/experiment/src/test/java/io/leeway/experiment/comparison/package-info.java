@NullMarked
package io.leeway.experiment.comparison;

import org.jspecify.annotations.NullMarked;
