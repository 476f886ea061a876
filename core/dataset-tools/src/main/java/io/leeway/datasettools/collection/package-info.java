/** Datasets that are made part by part, and go on where they were interrupted. */
@NullMarked
package io.leeway.datasettools.collection;

import org.jspecify.annotations.NullMarked;
