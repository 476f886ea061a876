/** YAML read into records, with everything that is wrong with it at once, and records written back. */
@NullMarked
package io.leeway.wiring.config;

import org.jspecify.annotations.NullMarked;
