@NullMarked
package io.leeway.runtime.keys;

import org.jspecify.annotations.NullMarked;
