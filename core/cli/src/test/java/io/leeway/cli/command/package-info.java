@NullMarked
package io.leeway.cli.command;

import org.jspecify.annotations.NullMarked;
