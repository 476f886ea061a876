@NullMarked
package io.leeway.runtime.environment;

import org.jspecify.annotations.NullMarked;
