@NullMarked
package io.leeway.cli.terminal;

import org.jspecify.annotations.NullMarked;
