@NullMarked
package io.leeway.cli.experiment;

import org.jspecify.annotations.NullMarked;
