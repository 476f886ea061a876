/** Networks of denoisers, and their configuration. */
@NullMarked
package io.leeway.tensorflow.diffusion.network;

import org.jspecify.annotations.NullMarked;
