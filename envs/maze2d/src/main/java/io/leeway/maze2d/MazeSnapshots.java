package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The states of mazes as bytes: 81 an environment, after a head that says of which maze and how many.
 *
 * @param maze the identifier and the settings, which must be the same
 */
record MazeSnapshots(String maze) {
    private static final int FORMAT = 0x4D5A_0002;
    private static final int BEGUN = 1;
    private static final int OVER = 2;

    /**
     * The state that the future of some environments depends on alone.
     *
     * @param states count × 4
     * @param streams of random numbers
     * @param elapsed steps of each episode
     * @param begun whether each has had its first reset
     * @param over whether each one's episode is over
     * @param goals where each one's goal is
     */
    record State(
            double[] states, RandomSource[] streams, int[] elapsed, boolean[] begun, boolean[] over, MazeGoals goals) {}

    byte[] save(State state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.writeInt(FORMAT);
            output.writeUTF(maze);
            output.writeInt(state.streams().length);
            for (int i = 0; i < state.streams().length; i++) {
                for (int column = 0; column < MazePhysics.STATE_SIZE; column++) {
                    output.writeDouble(state.states()[i * MazePhysics.STATE_SIZE + column]);
                }
                for (long word : state.streams()[i].state()) {
                    output.writeLong(word);
                }
                output.writeInt(state.elapsed()[i]);
                output.writeInt(state.goals().of(i).cell().x());
                output.writeInt(state.goals().of(i).cell().y());
                output.writeByte((state.begun()[i] ? BEGUN : 0) | (state.over()[i] ? OVER : 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fills {@code target}; leaves it as it is if the bytes are not the state of as many such environments. */
    void load(byte[] bytes, State target) {
        int count = target.streams().length;
        try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (input.readInt() != FORMAT) {
                throw new LeewayException("This is not a saved state of maze2d");
            }
            String found = input.readUTF();
            int saved = input.readInt();
            if (!found.equals(maze) || saved != count) {
                throw new LeewayException(
                        "The saved state is of " + saved + " × " + found + ", but these are " + count + " × " + maze);
            }
            int size = count * (MazePhysics.STATE_SIZE * Double.BYTES + 4 * Long.BYTES + 3 * Integer.BYTES + 1);
            if (input.available() != size) {
                throw new LeewayException("The saved state has " + input.available() + " bytes of environments, but "
                        + count + " have " + size + ": it is cut off or damaged");
            }
            read(input, target);
        } catch (IOException e) {
            throw new LeewayException("The saved state is cut off or damaged", e);
        } catch (IllegalArgumentException e) {
            throw new LeewayException("The saved state is damaged: " + e.getMessage(), e);
        }
    }

    private static void read(DataInputStream input, State target) throws IOException {
        int count = target.streams().length;
        double[] states = new double[target.states().length];
        RandomSource[] streams = new RandomSource[count];
        int[] elapsed = new int[count];
        boolean[] begun = new boolean[count];
        boolean[] over = new boolean[count];
        MazeLayout.Cell[] goals = new MazeLayout.Cell[count];
        for (int i = 0; i < count; i++) {
            for (int column = 0; column < MazePhysics.STATE_SIZE; column++) {
                states[i * MazePhysics.STATE_SIZE + column] = finite(input.readDouble());
            }
            streams[i] = RandomSource.of(0);
            streams[i].restore(new long[] {input.readLong(), input.readLong(), input.readLong(), input.readLong()});
            elapsed[i] = input.readInt();
            goals[i] = new MazeLayout.Cell(input.readInt(), input.readInt());
            int flags = input.readByte();
            begun[i] = (flags & BEGUN) != 0;
            over[i] = (flags & OVER) != 0;
        }
        System.arraycopy(states, 0, target.states(), 0, states.length);
        System.arraycopy(streams, 0, target.streams(), 0, count);
        System.arraycopy(elapsed, 0, target.elapsed(), 0, count);
        System.arraycopy(begun, 0, target.begun(), 0, count);
        System.arraycopy(over, 0, target.over(), 0, count);
        for (int i = 0; i < count; i++) {
            target.goals().move(i, goals[i]);
        }
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a position or velocity is " + value);
        }
        return value;
    }
}
