/** Finds plugins, checks what they offer, and creates their components. */
@NullMarked
package io.leeway.runtime.registry;

import org.jspecify.annotations.NullMarked;
