/** Contracts for dataset sources and formats. */
@NullMarked
package io.leeway.testkit.data;

import org.jspecify.annotations.NullMarked;
