package io.leeway.datasets.collect;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rooms whose observations have parts of several types: {@code room-v0}. The state is one number, which the sum of the
 * action's numbers is added to; the reward is a tenth of it. An episode terminates when the state is a multiple of 7,
 * and has at most 9 steps where there is a time limit.
 *
 * @param actions the action space
 */
record RoomEnvironments(Space actions) implements Environments {
    static final int LIMIT = 9;

    static final Space.Dict OBSERVATIONS = dict();

    private static Space.Dict dict() {
        Map<String, Space> parts = new LinkedHashMap<>();
        parts.put("place", Space.Box.of(2, -1e9, 1e9, ElementType.FLOAT64));
        parts.put("picture", new Space.Box(List.of(1, 2), new double[2], new double[] {255, 255}, ElementType.UINT8));
        parts.put("door", new Space.Discrete(3, 1));
        return new Space.Dict(parts);
    }

    @Override
    public EnvironmentSpec spec() {
        return new EnvironmentSpec("room-v0", OBSERVATIONS, actions, LIMIT, null, Map.of());
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new Rooms(this, options);
    }

    /** One room, to be played by hand. */
    static final class Room {
        private RandomSource stream = RandomSource.of(0);
        long state;
        int elapsed;

        void reset(@Nullable Long seed) {
            stream = seed == null ? stream : RandomSource.of(seed);
            state = 1 + stream.nextLong(6);
            elapsed = 0;
        }

        void step(double[] action) {
            for (double each : action) {
                state += Math.round(3 * each);
            }
            elapsed++;
        }

        boolean terminated() {
            return state % 7 == 0;
        }

        double[] place() {
            return new double[] {state + 1.0 / 3, -state};
        }

        long[] picture() {
            return new long[] {Math.floorMod(state * 50, 256), 7};
        }

        long door() {
            return 1L + Math.floorMod(state, 3);
        }
    }

    private static final class Rooms implements VectorEnvironment {
        private final RoomEnvironments maker;
        private final VectorOptions options;
        private final Room[] rooms;

        Rooms(RoomEnvironments maker, VectorOptions options) {
            if (options.autoreset() != AutoresetMode.SAME_STEP) {
                throw new UnsupportedOperationException("Rooms are for collection");
            }
            this.maker = maker;
            this.options = options;
            rooms = new Room[options.count()];
            Arrays.setAll(rooms, i -> new Room());
        }

        @Override
        public int count() {
            return rooms.length;
        }

        @Override
        public EnvironmentSpec spec() {
            return maker.spec();
        }

        @Override
        public AutoresetMode autoreset() {
            return AutoresetMode.SAME_STEP;
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> ignored) {
            for (int i = 0; i < rooms.length; i++) {
                rooms[i].reset(seeds == null ? null : seeds[i]);
            }
            return new Reset(observations(), infos());
        }

        private Value observations() {
            double[] places = new double[2 * rooms.length];
            long[] pictures = new long[2 * rooms.length];
            long[] doors = new long[rooms.length];
            for (int i = 0; i < rooms.length; i++) {
                System.arraycopy(rooms[i].place(), 0, places, 2 * i, 2);
                System.arraycopy(rooms[i].picture(), 0, pictures, 2 * i, 2);
                doors[i] = rooms[i].door();
            }
            Map<String, Value> parts = new LinkedHashMap<>();
            parts.put("place", new Value.Reals(places));
            parts.put("picture", new Value.Integers(pictures));
            parts.put("door", new Value.Integers(doors));
            return new Value.Entries(parts);
        }

        private Map<String, Info> infos() {
            if (!options.infos().contains("age")) {
                return Map.of();
            }
            long[] ages = new long[rooms.length];
            boolean[] present = new boolean[rooms.length];
            for (int i = 0; i < rooms.length; i++) {
                ages[i] = rooms[i].elapsed;
                present[i] = true;
            }
            return Map.of("age", new Info.Numbers(ElementType.INT32, List.of(), new Value.Integers(ages), present));
        }

        @Override
        public Step step(Value actions) {
            int count = rooms.length;
            double[] rewards = new double[count];
            boolean[] terminated = new boolean[count];
            boolean[] truncated = new boolean[count];
            for (int i = 0; i < count; i++) {
                rooms[i].step(action(actions, i));
                rewards[i] = rooms[i].state / 10.0;
                terminated[i] = rooms[i].terminated();
                truncated[i] = options.timeLimit() && rooms[i].elapsed >= LIMIT;
            }
            Value last = observations();
            Map<String, Info> lastInfos = infos();
            for (int i = 0; i < count; i++) {
                if (terminated[i] || truncated[i]) {
                    rooms[i].reset(null);
                }
            }
            return new Step(observations(), rewards, terminated, truncated, last, infos(), lastInfos);
        }

        private double[] action(Value actions, int environment) {
            if (actions instanceof Value.Reals reals) {
                int size = reals.values().length / rooms.length;
                return Arrays.copyOfRange(reals.values(), environment * size, (environment + 1) * size);
            }
            long[] all = ((Value.Integers) actions).values();
            int size = all.length / rooms.length;
            double[] own = new double[size];
            for (int i = 0; i < size; i++) {
                own[i] = all[environment * size + i];
            }
            return own;
        }
    }
}
