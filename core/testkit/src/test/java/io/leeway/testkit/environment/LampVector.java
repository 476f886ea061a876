package io.leeway.testkit.environment;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.Lamps.Fault;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lamps that are stepped together. */
final class LampVector implements VectorEnvironment {
    private final Lamps lamps;
    private final VectorOptions options;
    private final LampInfos infos;
    private final LampState state;
    private final byte[] shared = new byte[3];
    private int underWay;

    LampVector(Lamps lamps, VectorOptions options) {
        this.lamps = lamps;
        this.options = options;
        infos = new LampInfos(lamps, options.infos());
        state = new LampState(lamps, options.count());
    }

    @Override
    public int count() {
        return options.count();
    }

    @Override
    public EnvironmentSpec spec() {
        return lamps.spec();
    }

    @Override
    public AutoresetMode autoreset() {
        return options.autoreset();
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> unused) {
        if ((seeds != null && seeds.length != count()) || (mask != null && mask.length != count())) {
            throw new IllegalArgumentException("There must be " + count() + " seeds and mask values");
        }
        for (int i = 0; i < count(); i++) {
            if (mask == null || mask[i]) {
                Long seed = seeds == null ? null : seeds[i];
                if (seed != null) {
                    state.streams[i] = RandomSource.of(seed);
                }
                state.begin(i);
            }
        }
        return new Reset(observations(), infos.of(state.brightness, all()));
    }

    private Value observations() {
        return new Value.Reals(state.brightness.clone());
    }

    private boolean[] all() {
        boolean[] all = new boolean[count()];
        Arrays.fill(all, true);
        return all;
    }

    @Override
    public Step step(Value actions) {
        state.check(actions.reals(), autoreset());
        double[] rewards = new double[count()];
        boolean[] terminated = new boolean[count()];
        boolean[] truncated = new boolean[count()];
        for (int i = 0; i < count(); i++) {
            if (state.over[i]) {
                state.begin(i);
                continue;
            }
            rewards[i] = state.brightness[i] += actions.reals()[i];
            terminated[i] = Math.abs(rewards[i]) > Lamps.BROKEN;
            truncated[i] = ++state.elapsed[i] >= Lamps.LIMIT && options.timeLimit();
            state.over[i] = terminated[i] || truncated[i];
        }
        boolean[] over = state.over.clone();
        boolean same = autoreset() == AutoresetMode.SAME_STEP;
        Value last = same ? observations() : null;
        Map<String, Info> before = infos.of(
                state.brightness, lamps.has(Fault.FINAL_INFOS_OF_ALL) && AutoresetContract.any(over) ? all() : over);
        for (int i = 0; i < count() && same; i++) {
            if (over[i]) {
                state.begin(i);
            }
        }
        Map<String, Info> finals = lamps.has(Fault.FINAL_INFOS_AFTER_RESET) ? infos.of(state.brightness, over) : before;
        boolean given = same || lamps.has(Fault.FINAL_INFOS_ALWAYS);
        return new Step(
                observations(),
                rewards,
                terminated,
                truncated,
                last,
                infos.of(state.brightness, all()),
                given ? finals : Map.of());
    }

    @Override
    public Supplier<Step> stepAsync(Value actions) {
        if (lamps.has(Fault.WAITING_STEPS_TWICE)) {
            return () -> step(actions);
        }
        Step step = step(actions);
        underWay++;
        return () -> {
            underWay = 0;
            return step;
        };
    }

    @Override
    public Picture render(int index) {
        if (!options.rendered() && !lamps.has(Fault.DRAWS_UNASKED)) {
            throw new LeewayException("These lamps were not made with pictures");
        }
        int shown = lamps.has(Fault.PICTURE_OF_THE_FIRST) ? 0 : index;
        shown = lamps.has(Fault.INDEX_WRAPS) ? Math.floorMod(shown, count()) : Objects.checkIndex(shown, count());
        if (lamps.has(Fault.DRAWING_STEPS)) {
            state.brightness[shown] += 0.01;
        }
        int shade = lamps.has(Fault.PICTURE_NEVER_CHANGES) ? 0 : (int) (state.brightness[shown] * 1e6);
        byte[] pixels = {(byte) shade, (byte) (shade >> 8), (byte) (shade >> 16)};
        System.arraycopy(pixels, 0, shared, 0, 3);
        return new Picture(1, 1, lamps.has(Fault.PICTURE_IS_SHARED) ? shared : pixels);
    }

    @Override
    public Optional<Snapshots> snapshots() {
        boolean hidden = lamps.has(Fault.SNAPSHOTS_AFTER_A_RESET_ALONE) && !state.ready();
        return hidden ? Optional.empty() : Optional.of(state);
    }

    @Override
    public void close() {
        if (underWay > 0 && lamps.has(Fault.CLOSE_FAILS_WHILE_STEPPING)) {
            throw new IllegalStateException("A step is under way");
        }
    }
}
