@NullMarked
package io.leeway.experiment.trained;

import org.jspecify.annotations.NullMarked;
