/** Commands that describe components and configuration: {@code leeway plugins} and {@code leeway schema}. */
@NullMarked
package io.leeway.cli.plugins;

import org.jspecify.annotations.NullMarked;
