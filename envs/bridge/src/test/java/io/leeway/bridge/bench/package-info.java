/** Tests of the benchmark. */
@NullMarked
package io.leeway.bridge.bench;

import org.jspecify.annotations.NullMarked;
