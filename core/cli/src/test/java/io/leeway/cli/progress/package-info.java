@NullMarked
package io.leeway.cli.progress;

import org.jspecify.annotations.NullMarked;
