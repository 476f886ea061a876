package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.codec.CodecException;
import io.leeway.bridge.codec.FlatRows;
import io.leeway.bridge.codec.PictureCodec;
import io.leeway.proto.env.v1.DrawStateRequest;
import io.leeway.proto.env.v1.DrawStateResponse;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentException.Kind;
import io.leeway.spi.environment.Environments.StatePictures;
import io.leeway.spi.environment.Picture;
import java.util.concurrent.CancellationException;

/** Pictures of states that a served environment draws, no more of them in a second than its server allows. */
final class RemoteStatePictures implements StatePictures {
    private final StatelessCalls calls;
    private final Endpoint endpoint;
    private final FlatRows observations;
    /** Nanoseconds; 0: as fast as it goes. */
    private final long pause;

    private long drawn;
    private boolean any;

    RemoteStatePictures(StatelessCalls calls, Endpoint endpoint, RemoteFacts facts) {
        this.calls = calls;
        this.endpoint = endpoint;
        observations = FlatRows.of(facts.spec().observationSpace(), "observation");
        double rate = facts.limits().getRendersPerSecond();
        pause = rate > 0 ? (long) (1e9 / rate) : 0;
    }

    @Override
    public synchronized Picture draw(double[] observation) {
        DrawStateRequest.Builder request =
                DrawStateRequest.newBuilder().setObservation(observations.encode(observation, 0, 1));
        await();
        DrawStateResponse response = calls.ask(new StatelessCalls.Question<>(
                "pictures of states",
                (stub, made) -> stub.drawState(request.setSessionId(made.getSessionId())
                        .setSessionToken(made.getSessionToken())
                        .build())));
        try {
            return PictureCodec.decode(response.getImage());
        } catch (CodecException unreadable) {
            throw new EnvironmentException(
                    Kind.ENVIRONMENT_ERROR,
                    "The server of " + endpoint.shown() + " gave a picture that cannot be: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private void await() {
        long left = any ? drawn + pause - System.nanoTime() : 0;
        try {
            if (left > 0) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting to draw in " + endpoint.shown());
        }
        drawn = System.nanoTime();
        any = true;
    }

    @Override
    public void close() {
        calls.close();
    }
}
