/** Files and memory, whatever the layout of a dataset. */
@NullMarked
package io.leeway.datasets.file;

import org.jspecify.annotations.NullMarked;
