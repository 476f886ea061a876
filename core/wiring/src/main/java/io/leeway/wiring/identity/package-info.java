/** Digests of code, components and machine: what the bytes of an output depend on. */
@NullMarked
package io.leeway.wiring.identity;

import org.jspecify.annotations.NullMarked;
