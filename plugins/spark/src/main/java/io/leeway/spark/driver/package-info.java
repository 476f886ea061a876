/**
 * What runs within Spark: the driver, and what its executors do. It has nothing but Java and Spark on its class path.
 */
@NullMarked
package io.leeway.spark.driver;

import org.jspecify.annotations.NullMarked;
