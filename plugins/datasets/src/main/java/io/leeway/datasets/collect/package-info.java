/** A dataset collected by playing an environment. */
@NullMarked
package io.leeway.datasets.collect;

import org.jspecify.annotations.NullMarked;
