/** What a folder of runs has: its runs with their main figures, and what of the store nothing refers to. */
@NullMarked
package io.leeway.experiment.catalog;

import org.jspecify.annotations.NullMarked;
