@NullMarked
package io.leeway.cli.machine;

import org.jspecify.annotations.NullMarked;
