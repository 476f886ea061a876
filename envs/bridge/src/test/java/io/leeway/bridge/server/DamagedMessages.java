package io.leeway.bridge.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.leeway.proto.env.v1.AutoresetMode;
import io.leeway.proto.env.v1.CloseRequest;
import io.leeway.proto.env.v1.HandshakeRequest;
import io.leeway.proto.env.v1.ListSpecsRequest;
import io.leeway.proto.env.v1.LoadState;
import io.leeway.proto.env.v1.MakeResponse;
import io.leeway.proto.env.v1.RenderRequest;
import io.leeway.proto.env.v1.Reset;
import io.leeway.proto.env.v1.SaveState;
import io.leeway.proto.env.v1.SessionRequest;
import io.leeway.proto.env.v1.TransitionRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Valid messages of every call, with some bytes changed. */
final class DamagedMessages {
    private final Random random;
    private final MakeResponse victim;
    private final List<Conversation> whole = new ArrayList<>();

    /**
     * The messages of one call.
     *
     * @param method of the service
     * @param streaming whether it takes several
     */
    record Conversation(String method, boolean streaming, List<byte[]> messages) {}

    /** Creates messages that address a session. */
    DamagedMessages(MakeResponse victim, Random random) {
        this.victim = victim;
        this.random = random;
        String id = victim.getSessionId();
        String token = victim.getSessionToken();
        unary(
                "Handshake",
                HandshakeRequest.newBuilder().setProtocolVersion("1.0").setClient("fuzz"));
        unary("ListSpecs", ListSpecsRequest.newBuilder().setContains("ground").setPageSize(3));
        unary(
                "Make",
                WireClient.asking(2)
                        .setAutoreset(AutoresetMode.AUTORESET_MODE_SAME_STEP)
                        .setKwargsJson("{}")
                        .setStepTimeoutSeconds(5));
        unary(
                "Render",
                RenderRequest.newBuilder()
                        .setSessionId(id)
                        .setSessionToken(token)
                        .setEnvironment(1));
        unary(
                "Transition",
                TransitionRequest.newBuilder()
                        .setSessionId(id)
                        .setSessionToken(token)
                        .setObservations(WireStream.batch(4, 2, 1))
                        .setActions(WireStream.batch(4, 1, 1)));
        unary("Close", CloseRequest.newBuilder().setSessionId(id).setSessionToken("another"));
        whole.add(new Conversation("Session", true, List.of()));
        whole.add(new Conversation("Session", true, List.of()));
        whole.add(new Conversation("Session", true, List.of()));
    }

    private void unary(String method, Message.Builder message) {
        whole.add(new Conversation(method, false, List.of(message.build().toByteArray())));
    }

    /** Returns the next call, with one of its messages damaged. */
    Conversation next() {
        Conversation chosen = whole.get(random.nextInt(whole.size()));
        List<byte[]> messages = new ArrayList<>(chosen.streaming() ? stream() : chosen.messages());
        int at = random.nextInt(messages.size());
        messages.set(at, damage(messages.get(at)));
        return new Conversation(chosen.method(), chosen.streaming(), messages);
    }

    private List<byte[]> stream() {
        long first = random.nextInt(4);
        List<byte[]> messages = new ArrayList<>();
        messages.add(WireStream.attaching(victim, 0).toByteArray());
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            messages.add(command(first + i).toByteArray());
        }
        return messages;
    }

    private SessionRequest command(long sequence) {
        SessionRequest.Builder request =
                SessionRequest.newBuilder().setSequence(sequence).setAcknowledged(Math.max(0, sequence - 1));
        return switch (random.nextInt(5)) {
            case 0 -> WireStream.reset(sequence, Math.max(0, sequence - 1), 2, random.nextLong());
            case 1 ->
                request.setReset(Reset.newBuilder()
                                .setMask(ByteString.copyFrom(new byte[] {2}))
                                .setOptionsJson("{\"cell\": [1, 2.5, null, {\"deep\": true}]}"))
                        .build();
            case 2 -> request.setSaveState(SaveState.getDefaultInstance()).build();
            case 3 ->
                request.setLoadState(LoadState.newBuilder().setState(ByteString.copyFrom(new byte[8])))
                        .build();
            default -> WireStream.step(sequence, Math.max(0, sequence - 1), 2, random.nextInt(10));
        };
    }

    private byte[] damage(byte[] message) {
        byte[] bytes = message.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = insert(bytes, at, random.nextInt(20));
                case 4 -> bytes[at] = (byte) 0xff;
                default -> bytes = insert(bytes, at, random.nextInt(300) == 0 ? 300_000 : 3);
            }
        }
        return bytes;
    }

    private byte[] insert(byte[] bytes, int at, int count) {
        byte[] more = new byte[count];
        random.nextBytes(more);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
        System.arraycopy(more, 0, longer, at, count);
        System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
        return longer;
    }
}
