package io.leeway.bridge.server.session;

import io.leeway.bridge.server.environment.Commands;
import io.leeway.bridge.server.environment.RenderLimit;
import io.leeway.bridge.server.environment.StateDrawing;
import io.leeway.bridge.server.environment.TerminationRule;
import io.leeway.bridge.server.environment.TrueOutcomes;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one session's requests.
 *
 * @param commands for its stream
 * @param renders holds back pictures; null: it was made without pictures
 * @param outcomes says true outcomes; null: it cannot
 * @param terminations says which steps terminate; null: it cannot
 * @param drawing draws states; null: it cannot
 */
public record SessionTools(
        Commands commands,
        @Nullable RenderLimit renders,
        @Nullable TrueOutcomes outcomes,
        @Nullable TerminationRule terminations,
        @Nullable StateDrawing drawing) {}
