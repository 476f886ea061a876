@NullMarked
package io.leeway.experiment.sweep;

import org.jspecify.annotations.NullMarked;
