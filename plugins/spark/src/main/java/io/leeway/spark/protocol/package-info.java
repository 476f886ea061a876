/** The lines by which the engine and the driver speak to each other. */
@NullMarked
package io.leeway.spark.protocol;

import org.jspecify.annotations.NullMarked;
