/**
 * Rules of environments that hold for any of them, as functions that return what breaks them: for contracts and
 * commands.
 */
@NullMarked
package io.leeway.spi.support.check;

import org.jspecify.annotations.NullMarked;
