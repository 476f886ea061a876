package io.leeway.cli.terminal;

import io.leeway.spi.support.FileProblem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream of text in UTF-8 that remembers why something could not be written, which {@link PrintStream} forgets. */
final class ResultStream extends PrintStream {
    private final Watched watched;

    ResultStream(OutputStream target) {
        this(new Watched(target));
    }

    private ResultStream(Watched watched) {
        super(watched, true, StandardCharsets.UTF_8);
        this.watched = watched;
    }

    /** Returns the reason of the first failure, in the system's words; empty if there was none. */
    String failure() {
        return watched.failure;
    }

    private static final class Watched extends FilterOutputStream {
        private volatile String failure = "";

        Watched(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int data) throws IOException {
            write(new byte[] {(byte) data}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            try {
                out.write(data, offset, length);
            } catch (IOException refused) {
                failure = failure.isEmpty() ? FileProblem.text(refused) : failure;
                throw refused;
            }
        }
    }
}
