@NullMarked
package io.leeway.environment;

import org.jspecify.annotations.NullMarked;
