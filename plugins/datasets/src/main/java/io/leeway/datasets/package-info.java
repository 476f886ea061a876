/** Where datasets come from: collection in an environment. */
@NullMarked
package io.leeway.datasets;

import org.jspecify.annotations.NullMarked;
