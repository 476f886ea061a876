/** The declarations of keys by configuration records. */
@NullMarked
package io.leeway.wiring.keys;

import org.jspecify.annotations.NullMarked;
