@NullMarked
package io.leeway.datasets.hdf5.input;

import org.jspecify.annotations.NullMarked;
