/** Finds plugins, checks what they offer, and creates their components. */
@NullMarked
package io.leeway.wiring.registry;

import org.jspecify.annotations.NullMarked;
