@NullMarked
package io.leeway.datasets.parquet;

import org.jspecify.annotations.NullMarked;
