/** The engine that has stages made on Apache Spark, by a driver that is a process of its own. */
@NullMarked
package io.leeway.spark;

import org.jspecify.annotations.NullMarked;
