package io.leeway.bridge.server;

import java.time.Duration;

/**
 * What every session is held to.
 *
 * @param pipelineDepth replies that are kept at most
 * @param idle how long a session may hear nothing
 * @param resume how long a session may be without a stream
 */
record SessionLimits(int pipelineDepth, Duration idle, Duration resume) {}
