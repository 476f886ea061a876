/** D4RL's Maze2d in plain Java: a ball in a maze, with MuJoCo's contact physics. */
@NullMarked
package io.leeway.maze2d;

import org.jspecify.annotations.NullMarked;
