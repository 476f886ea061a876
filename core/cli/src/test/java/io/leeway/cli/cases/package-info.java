@NullMarked
package io.leeway.cli.cases;

import org.jspecify.annotations.NullMarked;
