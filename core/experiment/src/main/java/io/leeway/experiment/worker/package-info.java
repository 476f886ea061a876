/** What makes stages in a process of another program, such as the executor of a cluster. */
@NullMarked
package io.leeway.experiment.worker;

import org.jspecify.annotations.NullMarked;
