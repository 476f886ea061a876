/** The run graph: the scopes of a process, a run, a seed and an experience entry, and what each binds. */
@NullMarked
package io.leeway.experiment.graph;

import org.jspecify.annotations.NullMarked;
