/** Behaviours, which choose the actions of a collected dataset. */
@NullMarked
package io.leeway.datasets.behaviour;

import org.jspecify.annotations.NullMarked;
