@NullMarked
package io.leeway.experiment.artifact;

import org.jspecify.annotations.NullMarked;
