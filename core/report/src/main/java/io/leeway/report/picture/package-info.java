/**
 * Trajectories on an environment's map, drawn once and shown as SVG and as PNG, and the canvas that pictures are drawn
 * on.
 */
@NullMarked
package io.leeway.report.picture;

import org.jspecify.annotations.NullMarked;
