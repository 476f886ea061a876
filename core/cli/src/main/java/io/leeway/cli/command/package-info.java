/** The parts that commands share: the invocation, options of configuration keys, help, and errors of usage. */
@NullMarked
package io.leeway.cli.command;

import org.jspecify.annotations.NullMarked;
