@NullMarked
package io.leeway.wiring.inject;

import org.jspecify.annotations.NullMarked;
