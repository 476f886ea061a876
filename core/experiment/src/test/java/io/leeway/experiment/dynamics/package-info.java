@NullMarked
package io.leeway.experiment.dynamics;

import org.jspecify.annotations.NullMarked;
