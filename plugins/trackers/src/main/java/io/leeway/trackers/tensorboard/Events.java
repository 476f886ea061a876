package io.leeway.trackers.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.leeway.spi.Tracker;
import io.leeway.trackers.keeping.PngBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of TensorBoard's event files, by the numbers of their fields in {@code event.proto} and
 * {@code summary.proto}: an event has a time, a step, and a summary of values, each with a tag.
 *
 * @see <a href="https://github.com/tensorflow/tensorboard/tree/master/tensorboard/compat/proto">TensorBoard's
 *     messages</a>
 */
final class Events {
    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int VALUE_IMAGE = 4;
    private static final int VALUE_HISTOGRAM = 5;
    private static final int IMAGE_HEIGHT = 1;
    private static final int IMAGE_WIDTH = 2;
    private static final int IMAGE_COLORSPACE = 3;
    private static final int IMAGE_ENCODED = 4;
    private static final int RGB = 3;

    private Events() {}

    /** What is written of a message. */
    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream output) throws IOException;
    }

    /** The tags of an event and its step. */
    record Tags(long step, List<String> tags) {}

    /** Returns the event that begins each file. */
    static byte[] version(Instant time) {
        return message(output -> {
            output.writeDouble(EVENT_WALL_TIME, seconds(time));
            output.writeString(EVENT_FILE_VERSION, "brain.Event:2");
        });
    }

    /** Returns the event of a number, which is kept in single precision. */
    static byte[] scalar(Instant time, long step, String tag, double value) {
        return event(time, step, output -> {
            output.writeString(VALUE_TAG, tag);
            output.writeFloat(VALUE_SIMPLE, (float) value);
        });
    }

    /** Returns the event of a histogram. */
    static byte[] histogram(Instant time, long step, String tag, Bins bins) {
        return event(time, step, output -> {
            output.writeString(VALUE_TAG, tag);
            output.writeByteArray(VALUE_HISTOGRAM, message(bins::write));
        });
    }

    /** Returns the event of a picture, which is kept as a PNG. */
    static byte[] image(Instant time, long step, String tag, Tracker.Image image) {
        return event(time, step, output -> {
            output.writeString(VALUE_TAG, tag);
            output.writeByteArray(VALUE_IMAGE, message(inner -> {
                inner.writeInt32(IMAGE_HEIGHT, image.height());
                inner.writeInt32(IMAGE_WIDTH, image.width());
                inner.writeInt32(IMAGE_COLORSPACE, RGB);
                inner.writeByteArray(IMAGE_ENCODED, PngBytes.of(image));
            }));
        });
    }

    /**
     * Reads what there is of an event.
     *
     * @throws IOException if it is none
     */
    static Tags tags(byte[] event) throws IOException {
        long step = 0;
        List<String> tags = new ArrayList<>();
        CodedInputStream input = CodedInputStream.newInstance(event);
        for (int key = input.readTag(); key != 0; key = input.readTag()) {
            switch (WireFormat.getTagFieldNumber(key)) {
                case EVENT_STEP -> step = input.readInt64();
                case EVENT_SUMMARY -> tags.addAll(tagsOfSummary(input.readByteArray()));
                default -> input.skipField(key);
            }
        }
        return new Tags(step, tags);
    }

    private static List<String> tagsOfSummary(byte[] summary) throws IOException {
        List<String> tags = new ArrayList<>();
        CodedInputStream input = CodedInputStream.newInstance(summary);
        for (int key = input.readTag(); key != 0; key = input.readTag()) {
            if (WireFormat.getTagFieldNumber(key) != SUMMARY_VALUE) {
                input.skipField(key);
                continue;
            }
            CodedInputStream value = CodedInputStream.newInstance(input.readByteArray());
            for (int inner = value.readTag(); inner != 0; inner = value.readTag()) {
                if (WireFormat.getTagFieldNumber(inner) == VALUE_TAG) {
                    tags.add(value.readString());
                } else {
                    value.skipField(inner);
                }
            }
        }
        return tags;
    }

    private static byte[] event(Instant time, long step, Fields value) {
        return message(output -> {
            output.writeDouble(EVENT_WALL_TIME, seconds(time));
            output.writeInt64(EVENT_STEP, step);
            output.writeByteArray(
                    EVENT_SUMMARY, message(summary -> summary.writeByteArray(SUMMARY_VALUE, message(value))));
        });
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() * 1e-9;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(output);
            output.flush();
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }
}
