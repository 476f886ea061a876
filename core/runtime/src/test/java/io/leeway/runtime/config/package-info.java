@NullMarked
package io.leeway.runtime.config;

import org.jspecify.annotations.NullMarked;
