/** Contracts for environments and behaviours, and an environment with exact answers. */
@NullMarked
package io.leeway.testkit.environment;

import org.jspecify.annotations.NullMarked;
