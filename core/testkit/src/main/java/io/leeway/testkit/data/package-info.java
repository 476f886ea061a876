/** Contracts for dataset sources. */
@NullMarked
package io.leeway.testkit.data;

import org.jspecify.annotations.NullMarked;
