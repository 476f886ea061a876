@NullMarked
package io.leeway.wiring.config;

import org.jspecify.annotations.NullMarked;
