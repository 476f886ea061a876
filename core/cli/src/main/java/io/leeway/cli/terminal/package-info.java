/** Standard output and standard error: streams, width, aligned text, and the keys that interrupt. */
@NullMarked
package io.leeway.cli.terminal;

import org.jspecify.annotations.NullMarked;
