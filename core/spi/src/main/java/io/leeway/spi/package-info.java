/** The first that a plugin sees: components, their configuration and their creation. */
@NullMarked
package io.leeway.spi;

import org.jspecify.annotations.NullMarked;
