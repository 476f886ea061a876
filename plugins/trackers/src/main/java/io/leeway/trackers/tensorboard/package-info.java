/** TensorBoard's event files: frames, events and what is kept of each series. */
@NullMarked
package io.leeway.trackers.tensorboard;

import org.jspecify.annotations.NullMarked;
