package io.leeway.bridge.bench;

import com.google.protobuf.ByteString;
import io.leeway.bridge.codec.BitMasks;
import io.leeway.bridge.codec.Rewards;
import io.leeway.bridge.codec.SpaceCodec;
import io.leeway.bridge.codec.ValueCodec;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.SessionResponse;
import io.leeway.proto.env.v1.Step;
import io.leeway.proto.env.v1.StepReply;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Space;

/**
 * The bytes of a step's messages, without infos.
 *
 * @param request with the actions
 * @param reply with observations, rewards and flags
 */
record MessageSizes(int request, int reply) {
    static MessageSizes of(EnvironmentSpec spec, int count) {
        ByteString flags = BitMasks.encode(new boolean[count]);
        SessionRequest request = SessionRequest.newBuilder()
                .setSequence(1000)
                .setAcknowledged(999)
                .setStep(Step.newBuilder().setActions(value(spec.actionSpace(), count)))
                .build();
        SessionResponse reply = SessionResponse.newBuilder()
                .setSequence(1000)
                .setStep(StepReply.newBuilder()
                        .setObservations(value(spec.observationSpace(), count))
                        .setRewards(Rewards.encode(new double[count]))
                        .setTerminated(flags)
                        .setTruncated(flags))
                .build();
        return new MessageSizes(request.getSerializedSize(), reply.getSerializedSize());
    }

    private static io.leeway.proto.env.v1.Value value(Space space, int count) {
        return ValueCodec.of(SpaceCodec.encode(space), "value")
                .encode(RandomActions.draw(space, count, RandomSource.of(0)), count);
    }
}
