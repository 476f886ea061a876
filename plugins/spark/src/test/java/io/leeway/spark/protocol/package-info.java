@NullMarked
package io.leeway.spark.protocol;

import org.jspecify.annotations.NullMarked;
