/** D4RL's layout of HDF5 files (Fu et al. 2020): flat arrays of N steps. */
@NullMarked
package io.leeway.datasets.d4rl;

import org.jspecify.annotations.NullMarked;
