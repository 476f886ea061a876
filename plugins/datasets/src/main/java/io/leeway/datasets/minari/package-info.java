/** Minari's layout of datasets: a folder with {@code data/metadata.json} and {@code data/main_data.hdf5}. */
@NullMarked
package io.leeway.datasets.minari;

import org.jspecify.annotations.NullMarked;
