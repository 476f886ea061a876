/** An update: its batch, the networks it changes, and the tools that its losses are built with. */
@NullMarked
package io.leeway.tensorflow.agent.update;

import org.jspecify.annotations.NullMarked;
