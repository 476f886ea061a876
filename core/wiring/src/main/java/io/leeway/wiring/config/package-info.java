/** Reads YAML into records, says everything that is wrong with it at once, and writes records back. */
@NullMarked
package io.leeway.wiring.config;

import org.jspecify.annotations.NullMarked;
