/** Datasets in Parquet files: a row a step. */
@NullMarked
package io.leeway.datasets.parquet;

import org.jspecify.annotations.NullMarked;
