/** Commands on the machine and the program itself: diagnosis, benchmarks, version and completion. */
@NullMarked
package io.leeway.cli.machine;

import org.jspecify.annotations.NullMarked;
