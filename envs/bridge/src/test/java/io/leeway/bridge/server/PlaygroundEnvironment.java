package io.leeway.bridge.server;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds the first environment's action to every observation, or misbehaves. */
final class PlaygroundEnvironment implements VectorEnvironment, Snapshots {
    static final double RAISE = -1;
    static final double REFUSE = -2;
    static final double HANG = -3;
    static final double WRONG_SHAPE = -4;
    static final double NAN = -5;
    static final double OVERFLOW = -6;
    static final double TERMINATE = -7;
    static final double SLEEP = -8;
    static final double LONG_INFO = -9;
    static final double LOSE = -10;
    static final double INTERRUPT = -11;
    static final double CONFUSE = -12;

    private final PlaygroundEnvironments owner;
    private final VectorOptions options;
    private final int size;
    private double state = Double.NaN;
    private boolean closed;

    PlaygroundEnvironment(PlaygroundEnvironments owner, VectorOptions options, int size) {
        this.owner = owner;
        this.options = options;
        this.size = size;
        owner.threads.add(Thread.currentThread());
    }

    @Override
    public int count() {
        return options.count();
    }

    @Override
    public EnvironmentSpec spec() {
        return owner.spec();
    }

    @Override
    public AutoresetMode autoreset() {
        return options.autoreset();
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> given) {
        if (given.containsKey("hang")) {
            hang();
        }
        Long first = seeds == null ? null : seeds[0];
        state = first == null ? -100 : first;
        return new Reset(observations(), infos("reset"));
    }

    @Override
    public Step step(Value actions) {
        owner.threads.add(Thread.currentThread());
        double chosen = actions.reals()[0];
        if (Double.isNaN(state)) {
            throw new IllegalStateException("There was no reset yet");
        }
        owner.steps.incrementAndGet();
        boolean[] terminated = new boolean[count()];
        double[] rewards = new double[count()];
        Map<String, Info> infos = infos("step");
        if (chosen == RAISE) {
            throw new LeewayException("The playground broke", new IllegalStateException("secret cause"));
        } else if (chosen == REFUSE) {
            throw new IllegalArgumentException("The playground wants another action");
        } else if (chosen == CONFUSE) {
            throw new IllegalStateException("The playground lost its way");
        } else if (chosen == HANG) {
            hang();
        } else if (chosen == WRONG_SHAPE) {
            rewards = new double[count() + 1];
        } else if (chosen == OVERFLOW) {
            overflow(0);
        } else if (chosen == TERMINATE) {
            terminated[0] = true;
        } else if (chosen == SLEEP) {
            sleep();
        } else if (chosen == LONG_INFO) {
            infos = Map.of("long", new Info.Texts(texts("x".repeat(1 << 20)), all()));
        } else if (chosen == INTERRUPT) {
            Thread.currentThread().interrupt();
        } else if (chosen == LOSE) {
            throw new EnvironmentException(EnvironmentException.Kind.LOST_SESSION, "The simulator went away");
        }
        state = chosen == NAN ? Double.NaN : state + chosen;
        Arrays.fill(rewards, chosen);
        Value last = autoreset() == AutoresetMode.SAME_STEP ? observations() : null;
        return new Step(observations(), rewards, terminated, new boolean[count()], last, infos, infos("final"));
    }

    private Value observations() {
        double[] values = new double[count() * size];
        Arrays.fill(values, state);
        return new Value.Reals(values);
    }

    private Map<String, Info> infos(String text) {
        Map<String, Info> infos = new LinkedHashMap<>();
        infos.put("what", new Info.Texts(texts(text), all()));
        double[] numbers = new double[count()];
        infos.put("number", new Info.Numbers(ElementType.FLOAT64, List.of(), new Value.Reals(numbers), all()));
        return infos;
    }

    private List<String> texts(String text) {
        String[] texts = new String[count()];
        Arrays.fill(texts, text);
        return List.of(texts);
    }

    private boolean[] all() {
        boolean[] all = new boolean[count()];
        Arrays.fill(all, true);
        return all;
    }

    private void hang() {
        boolean waiting = true;
        while (waiting) {
            try {
                owner.release.await();
                waiting = false;
            } catch (InterruptedException deaf) {
                waiting = true;
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    @Override
    public Picture render(int index) {
        return new Picture(2, 1, new byte[] {1, 2, 3, (byte) index, 5, (byte) 255});
    }

    @Override
    public Optional<Snapshots> snapshots() {
        return Optional.of(this);
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(8).putDouble(state).array();
    }

    @Override
    public void load(byte[] saved) {
        if (saved.length != 8) {
            throw new LeewayException("That is no state of a playground");
        }
        state = ByteBuffer.wrap(saved).getDouble();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            owner.open.decrementAndGet();
        }
    }
}
