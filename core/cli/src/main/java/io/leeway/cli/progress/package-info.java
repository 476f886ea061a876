/** Progress of work: a bar on a terminal, lines elsewhere. */
@NullMarked
package io.leeway.cli.progress;

import org.jspecify.annotations.NullMarked;
