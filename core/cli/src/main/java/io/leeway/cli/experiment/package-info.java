/** Commands on experiments and their runs: train, sample, evaluate, compare and export. */
@NullMarked
package io.leeway.cli.experiment;

import org.jspecify.annotations.NullMarked;
