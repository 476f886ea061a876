/** A live page of what runs and sweeps leave on disk. */
@NullMarked
package io.leeway.dashboard;

import org.jspecify.annotations.NullMarked;
