/**
 * What a process that runs something leaves for others to see: that it works, what it does, and who asks it to stop.
 */
@NullMarked
package io.leeway.experiment.activity;

import org.jspecify.annotations.NullMarked;
