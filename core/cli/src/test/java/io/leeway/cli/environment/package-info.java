@NullMarked
package io.leeway.cli.environment;

import org.jspecify.annotations.NullMarked;
