/** Commands on datasets: {@code leeway dataset}. */
@NullMarked
package io.leeway.cli.dataset;

import org.jspecify.annotations.NullMarked;
