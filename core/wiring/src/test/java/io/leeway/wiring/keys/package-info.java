@NullMarked
package io.leeway.wiring.keys;

import org.jspecify.annotations.NullMarked;
