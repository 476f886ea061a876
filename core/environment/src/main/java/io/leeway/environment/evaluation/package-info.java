/** Policies measured in environments, and synthetic data measured against the truth. */
@NullMarked
package io.leeway.environment.evaluation;

import org.jspecify.annotations.NullMarked;
