/** Engines, which get the stages of experiments made: in this process, or on other machines. */
@NullMarked
package io.leeway.spi.engine;

import org.jspecify.annotations.NullMarked;
