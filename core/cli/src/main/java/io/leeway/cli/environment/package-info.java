/** Commands on environments and their servers: {@code leeway env}. */
@NullMarked
package io.leeway.cli.environment;

import org.jspecify.annotations.NullMarked;
