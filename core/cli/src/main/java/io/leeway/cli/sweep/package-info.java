/** The commands on sweeps, and on what a folder of runs has. */
@NullMarked
package io.leeway.cli.sweep;

import org.jspecify.annotations.NullMarked;
