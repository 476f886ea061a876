/** Agents, their policies and critics, and the experience that they learn from. */
@NullMarked
package io.leeway.spi.agent;

import org.jspecify.annotations.NullMarked;
