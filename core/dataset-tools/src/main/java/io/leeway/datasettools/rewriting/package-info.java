/** New datasets made of others: converted, merged, split, with other rewards. */
@NullMarked
package io.leeway.datasettools.rewriting;

import org.jspecify.annotations.NullMarked;
