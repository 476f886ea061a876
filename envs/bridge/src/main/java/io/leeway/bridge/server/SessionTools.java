package io.leeway.bridge.server;

import org.jspecify.annotations.Nullable;

/**
 * What serves one session's requests.
 *
 * @param commands for its stream
 * @param renders holds back pictures; null: it was made without pictures
 * @param outcomes says true outcomes; null: it cannot
 */
record SessionTools(
        Commands commands,
        @Nullable RenderLimit renders,
        @Nullable TrueOutcomes outcomes) {}
