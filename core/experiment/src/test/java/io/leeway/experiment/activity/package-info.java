/** Tests of what a process leaves for others to see. */
@NullMarked
package io.leeway.experiment.activity;

import org.jspecify.annotations.NullMarked;
