@NullMarked
package io.leeway.experiment.run;

import org.jspecify.annotations.NullMarked;
