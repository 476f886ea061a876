package io.leeway.bridge.server.transport;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A guard that refuses what is no message, or too large a one, with a word to the client. By itself gRPC breaks the
 * call and fills the server's log.
 */
public final class GuardedMessages {
    private final int mostBytes;

    public GuardedMessages(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Returns a service with guarded requests. */
    public ServerServiceDefinition guard(ServerServiceDefinition service) {
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
                        service.getServiceDescriptor().getName())
                .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
        var methods = service.getMethods().stream().map(this::guard).toList();
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder guarded = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(guarded::addMethod);
        return guarded.build();
    }

    private <Q, R> ServerMethodDefinition<Guarded<Q>, R> guard(ServerMethodDefinition<Q, R> method) {
        MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
        MethodDescriptor<Guarded<Q>, R> guarded = descriptor.toBuilder(
                        new GuardedMarshaller<>(descriptor.getRequestMarshaller()), descriptor.getResponseMarshaller())
                .build();
        ServerCallHandler<Q, R> handler = method.getServerCallHandler();
        return ServerMethodDefinition.create(guarded, (call, headers) -> {
            UnguardedCall<Q, R> unguarded = new UnguardedCall<>(call, descriptor);
            return new UnguardedListener<>(unguarded, handler.startCall(unguarded, headers));
        });
    }

    /**
     * A message, or the reason why it is none.
     *
     * @param message what was read, or null
     * @param refusal why it was not
     */
    private record Guarded<Q>(@Nullable Q message, @Nullable Status refusal) {}

    private final class GuardedMarshaller<Q> implements Marshaller<Guarded<Q>> {
        private final Marshaller<Q> marshaller;

        GuardedMarshaller(Marshaller<Q> marshaller) {
            this.marshaller = marshaller;
        }

        @Override
        public InputStream stream(Guarded<Q> value) {
            throw new UnsupportedOperationException("A server sends no requests");
        }

        @Override
        public Guarded<Q> parse(InputStream stream) {
            try {
                int size = stream.available();
                if (size > mostBytes) {
                    return new Guarded<>(
                            null,
                            Status.RESOURCE_EXHAUSTED.withDescription(
                                    "The message has " + size + " bytes, but max-message-bytes is " + mostBytes));
                }
                return new Guarded<>(marshaller.parse(stream), null);
            } catch (StatusRuntimeException | IOException damaged) {
                String name = marshaller instanceof PrototypeMarshaller<Q> known
                        ? known.getMessageClass().getSimpleName()
                        : "message";
                return new Guarded<>(
                        null,
                        Status.INVALID_ARGUMENT.withDescription("These bytes are no " + name + " of leeway.env.v1"));
            }
        }
    }

    /** A call as the service sees it: once it is refused, what the service still says goes nowhere. */
    private static final class UnguardedCall<Q, R> extends ServerCall<Q, R> {
        private final ServerCall<Guarded<Q>, R> call;
        private final MethodDescriptor<Q, R> descriptor;
        private boolean closed;

        UnguardedCall(ServerCall<Guarded<Q>, R> call, MethodDescriptor<Q, R> descriptor) {
            this.call = call;
            this.descriptor = descriptor;
        }

        @Override
        public void request(int count) {
            call.request(count);
        }

        @Override
        public synchronized void sendHeaders(Metadata headers) {
            if (!closed) {
                call.sendHeaders(headers);
            }
        }

        @Override
        public synchronized void sendMessage(R message) {
            if (!closed) {
                call.sendMessage(message);
            }
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            if (!closed) {
                closed = true;
                call.close(status, trailers);
            }
        }

        synchronized boolean closed() {
            return closed;
        }

        @Override
        public synchronized boolean isReady() {
            return !closed && call.isReady();
        }

        @Override
        public boolean isCancelled() {
            return call.isCancelled();
        }

        @Override
        public MethodDescriptor<Q, R> getMethodDescriptor() {
            return descriptor;
        }
    }

    private static final class UnguardedListener<Q, R> extends ServerCall.Listener<Guarded<Q>> {
        private final UnguardedCall<Q, R> call;
        private final ServerCall.Listener<Q> listener;

        UnguardedListener(UnguardedCall<Q, R> call, ServerCall.Listener<Q> listener) {
            this.call = call;
            this.listener = listener;
        }

        @Override
        public void onMessage(Guarded<Q> guarded) {
            Status refusal = guarded.refusal();
            Q message = guarded.message();
            if (refusal != null) {
                call.close(refusal, new Metadata());
            } else if (message != null && !call.closed()) {
                listener.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!call.closed()) {
                listener.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            listener.onCancel();
        }

        @Override
        public void onComplete() {
            listener.onComplete();
        }

        @Override
        public void onReady() {
            listener.onReady();
        }
    }
}
