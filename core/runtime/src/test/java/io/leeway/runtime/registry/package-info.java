@NullMarked
package io.leeway.runtime.registry;

import org.jspecify.annotations.NullMarked;
