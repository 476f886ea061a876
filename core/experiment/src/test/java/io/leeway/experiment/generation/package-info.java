@NullMarked
package io.leeway.experiment.generation;

import org.jspecify.annotations.NullMarked;
