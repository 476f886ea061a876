@NullMarked
package io.leeway.wiring.registry;

import org.jspecify.annotations.NullMarked;
