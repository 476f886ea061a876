package io.leeway.testkit.environment;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Snapshots;
import io.leeway.testkit.environment.Lamps.Fault;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the future of lamps depends on. */
final class LampState implements Snapshots {
    private static final int FORMAT = 0x1A3F;
    private static final int SIZE = Double.BYTES + 4 * Long.BYTES + Integer.BYTES;
    private static final int OVER = 1 << 8;
    private static final int BEGUN = 1 << 9;

    final double[] brightness;
    final int[] elapsed;
    final boolean[] over;
    final RandomSource[] streams;
    private final boolean[] begun;
    private final Lamps lamps;

    LampState(Lamps lamps, int count) {
        this.lamps = lamps;
        brightness = new double[count];
        elapsed = new int[count];
        over = new boolean[count];
        begun = new boolean[count];
        streams = new RandomSource[count];
        Arrays.setAll(streams, RandomSource.of(0)::split);
    }

    void begin(int i) {
        brightness[i] = streams[i].nextDouble(-1, 1);
        elapsed[i] = 0;
        over[i] = false;
        begun[i] = true;
    }

    boolean ready() {
        return begun[0];
    }

    void check(double[] actions, AutoresetMode autoreset) {
        if (actions.length != brightness.length) {
            throw new IllegalArgumentException(
                    "There must be " + brightness.length + " actions, not " + actions.length);
        } else if (!ready()) {
            throw new IllegalStateException("There was no reset yet");
        } else if (autoreset == AutoresetMode.DISABLED && AutoresetContract.any(over)) {
            throw new IllegalStateException("An episode is over: reset it before the next step");
        }
    }

    @Override
    public byte[] save() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + brightness.length * SIZE);
        bytes.putInt(FORMAT).putInt(brightness.length);
        for (int i = 0; i < brightness.length; i++) {
            bytes.putDouble(brightness[i]);
            for (long word : streams[i].state()) {
                bytes.putLong(word);
            }
            bytes.putInt(elapsed[i] | (over[i] ? OVER : 0) | (begun[i] ? BEGUN : 0));
            if (lamps.has(Fault.SAVING_DRAWS)) {
                streams[i].nextLong();
            }
        }
        return bytes.array();
    }

    @Override
    public void load(byte[] saved) {
        int count = brightness.length;
        ByteBuffer bytes = ByteBuffer.wrap(saved);
        boolean whole = saved.length == 2 * Integer.BYTES + count * SIZE;
        if (!whole || bytes.getInt() != FORMAT || bytes.getInt() != count) {
            if (lamps.has(Fault.FOREIGN_STATES_HALF_TAKEN)) {
                brightness[0] = 0;
            }
            if (lamps.has(Fault.FOREIGN_STATES_TAKEN)) {
                return;
            }
            throw new LeewayException("This is not a state of " + count + " lamps");
        }
        for (int i = 0; i < count; i++) {
            brightness[i] = bytes.getDouble();
            long[] words = {bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()};
            if (!lamps.has(Fault.STREAMS_NOT_SAVED)) {
                streams[i] = RandomSource.of(0);
                streams[i].restore(words);
            }
            int flags = bytes.getInt();
            elapsed[i] = lamps.has(Fault.ELAPSED_STEPS_NOT_SAVED) ? elapsed[i] : flags & 0xFF;
            over[i] = (flags & OVER) != 0;
            begun[i] = (flags & BEGUN) != 0;
        }
    }
}
