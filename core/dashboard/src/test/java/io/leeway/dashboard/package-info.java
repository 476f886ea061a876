/** Tests. */
@NullMarked
package io.leeway.dashboard;

import org.jspecify.annotations.NullMarked;
