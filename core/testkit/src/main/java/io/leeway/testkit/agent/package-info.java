/** Contracts for agents, policies, critics and experience sources, and fakes with exact answers. */
@NullMarked
package io.leeway.testkit.agent;

import org.jspecify.annotations.NullMarked;
