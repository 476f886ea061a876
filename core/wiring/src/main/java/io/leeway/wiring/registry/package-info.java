/** Plugins found and checked, and the creation of their components. */
@NullMarked
package io.leeway.wiring.registry;

import org.jspecify.annotations.NullMarked;
