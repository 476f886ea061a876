/** A behaviour that walks from one goal to the next. */
@NullMarked
package io.leeway.maze2d.waypoint;

import org.jspecify.annotations.NullMarked;
