/** How fast denoisers are evaluated, trained and sampled from on this machine. */
@NullMarked
package io.leeway.tensorflow.bench;

import org.jspecify.annotations.NullMarked;
