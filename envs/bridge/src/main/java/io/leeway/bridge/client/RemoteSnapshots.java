package io.leeway.bridge.client;

import com.google.protobuf.ByteString;
import io.leeway.bridge.codec.BitMasks;
import io.leeway.proto.env.v1.LoadState;
import io.leeway.proto.env.v1.SaveState;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Snapshots;

/** The states of a server's environments: the server's own bytes, after one bit an environment and one more. */
final class RemoteSnapshots implements Snapshots {
    private final RemoteVectorEnvironment environments;

    RemoteSnapshots(RemoteVectorEnvironment environments) {
        this.environments = environments;
    }

    @Override
    public byte[] save() {
        ByteString state = environments
                .ask(
                        SessionRequest.newBuilder().setSaveState(SaveState.getDefaultInstance()),
                        SessionResponse.ReplyCase.SAVE_STATE)
                .getSaveState()
                .getState();
        return BitMasks.encode(environments.progress()).concat(state).toByteArray();
    }

    @Override
    public void load(byte[] state) {
        int flags = environments.count() + 1;
        int bytes = (flags + 7) / 8;
        if (state.length < bytes) {
            throw new LeewayException("A state of " + environments.shown() + " has at least " + bytes
                    + " bytes, but this one has " + state.length);
        }
        try {
            environments.ask(
                    SessionRequest.newBuilder()
                            .setLoadState(LoadState.newBuilder()
                                    .setState(ByteString.copyFrom(state, bytes, state.length - bytes))),
                    SessionResponse.ReplyCase.LOAD_STATE);
        } catch (IllegalArgumentException refused) {
            throw new LeewayException(String.valueOf(refused.getMessage()), refused);
        }
        environments.setProgress(BitMasks.decode(ByteString.copyFrom(state, 0, bytes), flags, "The state's flags"));
    }
}
