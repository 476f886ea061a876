package io.leeway.bridge.server.environment;

import io.leeway.bridge.codec.FlatRows;
import io.leeway.bridge.codec.PictureCodec;
import io.leeway.proto.env.v1.DrawStateRequest;
import io.leeway.proto.env.v1.DrawStateResponse;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Environments.StatePictures;

/** The pictures of states of one session's environments, asked for on its thread. */
public final class StateDrawing {
    private final Environments environments;
    private final FlatRows observations;

    public StateDrawing(Environments environments) {
        this.environments = environments;
        observations = FlatRows.of(environments.spec().observationSpace(), "observation");
    }

    /** Draws one; what draws is let go again, so that a session leaves nothing behind. */
    public DrawStateResponse answer(DrawStateRequest request) {
        double[] observation = observations.decode(request.getObservation(), 1);
        for (double value : observation) {
            if (!Double.isFinite(value)) {
                throw RequestRefused.badRequest("The observation has " + value + ", but must be finite");
            }
        }
        try (StatePictures pictures = environments.statePictures().orElseThrow()) {
            return DrawStateResponse.newBuilder()
                    .setImage(PictureCodec.encode(pictures.draw(observation)))
                    .build();
        }
    }
}
