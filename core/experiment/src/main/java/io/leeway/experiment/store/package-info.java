/** Stages and artifacts as values, and the content-addressed store that keeps what was made. */
@NullMarked
package io.leeway.experiment.store;

import org.jspecify.annotations.NullMarked;
