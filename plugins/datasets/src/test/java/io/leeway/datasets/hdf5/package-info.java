@NullMarked
package io.leeway.datasets.hdf5;

import org.jspecify.annotations.NullMarked;
