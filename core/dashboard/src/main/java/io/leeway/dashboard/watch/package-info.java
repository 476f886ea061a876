/** What is read of a folder of runs: bounded, whatever is in it, and again only where it changed. */
@NullMarked
package io.leeway.dashboard.watch;

import org.jspecify.annotations.NullMarked;
