/** The kernels around the network, timed by JMH. */
@NullMarked
package io.leeway.diffusion.bench;

import org.jspecify.annotations.NullMarked;
