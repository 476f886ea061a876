/** The maze: its walls, its physics and its rewards, without an environment. */
@NullMarked
package io.leeway.maze2d.maze;

import org.jspecify.annotations.NullMarked;
