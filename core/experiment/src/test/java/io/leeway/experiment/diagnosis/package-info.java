@NullMarked
package io.leeway.experiment.diagnosis;

import org.jspecify.annotations.NullMarked;
