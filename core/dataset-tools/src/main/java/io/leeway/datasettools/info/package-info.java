/** Summaries of a dataset: returns, lengths, columns, visited positions, behaviour score. */
@NullMarked
package io.leeway.datasettools.info;

import org.jspecify.annotations.NullMarked;
