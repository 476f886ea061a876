/** Tests. */
@NullMarked
package io.leeway.dashboard.watch;

import org.jspecify.annotations.NullMarked;
