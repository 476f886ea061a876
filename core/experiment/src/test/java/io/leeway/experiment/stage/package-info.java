@NullMarked
package io.leeway.experiment.stage;

import org.jspecify.annotations.NullMarked;
