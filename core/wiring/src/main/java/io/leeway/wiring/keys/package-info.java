/** What configuration records say of their keys. */
@NullMarked
package io.leeway.wiring.keys;

import org.jspecify.annotations.NullMarked;
