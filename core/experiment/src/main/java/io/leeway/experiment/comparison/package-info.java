/** Samplers and guidance schemes beside each other: quality against cost, on trained denoisers. */
@NullMarked
package io.leeway.experiment.comparison;

import org.jspecify.annotations.NullMarked;
