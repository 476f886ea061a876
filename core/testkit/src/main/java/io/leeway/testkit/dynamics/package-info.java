/** The contract of models of the dynamics, and one with exact answers. */
@NullMarked
package io.leeway.testkit.dynamics;

import org.jspecify.annotations.NullMarked;
