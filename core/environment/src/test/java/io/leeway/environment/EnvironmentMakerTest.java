package io.leeway.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.EnvironmentId;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environment;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.registry.PluginProblem;
import io.leeway.wiring.registry.Registry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EnvironmentMakerTest {
    private final EnvironmentMaker maker =
            EnvironmentMaker.of(Registry.of(new Track(id("track-short-v0", "2"), id("track-long-v0", "9"))));

    private static EnvironmentId id(String id, String length) {
        return new EnvironmentId(id, "track", Map.of("length", length), "A track", 10);
    }

    private String setting(String id, Map<String, ?> options, String name) {
        try (Environments environments = maker.environments(id, options)) {
            return String.valueOf(environments.spec().settings().get(name));
        }
    }

    @Test
    void anIdStandsForKeysWhichOptionsReplace() {
        assertThat(setting("track-short-v0", Map.of(), "length")).isEqualTo("2.0");
        assertThat(setting("track-long-v0", Map.of(), "length")).isEqualTo("9.0");
        assertThat(setting("track-long-v0", Map.of("length", 4), "length")).isEqualTo("4.0");
        assertThat(setting("track-long-v0", Map.of("gravity", "zero-gravity"), "length"))
                .isEqualTo("9.0");
    }

    @Test
    void aComponentsNameIsAnIdToo() {
        assertThat(setting("track", Map.of(), "length")).isEqualTo("3.0");
        assertThat(setting("track", Map.of("gravity", "zero-gravity"), "gravity"))
                .isEqualTo("ZERO_GRAVITY");
        assertThat(setting("track", Map.of("gravity", Track.Gravity.ZERO_GRAVITY), "gravity"))
                .isEqualTo("ZERO_GRAVITY");
    }

    @Test
    void anEnvironmentPlaysAndClosesWhatMadeIt() {
        int before = Track.Lines.CLOSED.get();
        try (Environment line = maker.make("track-short-v0")) {
            line.reset(1L);
            assertThat(line.step(new Value.Reals(new double[] {0.5})).truncated())
                    .isFalse();
            assertThat(Track.Lines.CLOSED).hasValue(before);
        }
        assertThat(Track.Lines.CLOSED).hasValue(before + 1);
        try (VectorEnvironment lines =
                maker.makeVector("track", Map.of("length", 1.5), VectorOptions.of(3, AutoresetMode.SAME_STEP))) {
            assertThat(lines.count()).isEqualTo(3);
            assertThat(lines.autoreset()).isEqualTo(AutoresetMode.SAME_STEP);
            assertThat(lines.spec().settings()).containsEntry("length", "1.5");
        }
        assertThat(Track.Lines.CLOSED).hasValue(before + 2);
        assertThatThrownBy(() -> maker.make("track", Map.of(), true)).isInstanceOf(IllegalStateException.class);
        assertThat(Track.Lines.CLOSED).as("where nothing could be made").hasValue(before + 3);
    }

    @Test
    void everythingThatIsWrongWithOptionsIsSaidAtOnce() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("lenght", 3);
        options.put("length", -1);
        options.put("gravity", "erth");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> maker.make("track-short-v0", options))
                .withMessage("""
                        The configuration track-short-v0 has 3 problems:
                          lenght=3: lenght: is not a key of environments 'track'. Did you mean 'length'? The keys are: length, gravity.
                          length=-1: length: must be greater than 0, but is -1
                          gravity=erth: gravity: must be one of earth, zero-gravity, but is the text 'erth'. Did you mean 'earth'?""");
    }

    @Test
    void aNumberThatIsATextIsNotANumber() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> maker.make("track", Map.of("length", "3")))
                .withMessageContaining("must be a number, but is the text '3'");
    }

    @Test
    void anOptionThatNoKeyCanTakeIsRefused() {
        Map<String, @Nullable Object> options = new HashMap<>();
        options.put("length", null);
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> maker.make("track", options))
                .withMessage("The option 'length' is null: leave it out, so that it has its default.");
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> maker.make("track", Map.of("length", new Object())))
                .withMessage("The option 'length' is a java.lang.Object, but must be a text, number, boolean, constant,"
                        + " path, duration, list or map.");
    }

    @Test
    void anUnknownIdListsWhatThereIsAndSaysHowToReachAServer() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> maker.make("track-short-v1"))
                .withMessage(
                        "There is no environment 'track-short-v1'. Did you mean 'track-short-v0'? There are: track,"
                                + " track-long-v0, track-short-v0. An environment of a server is made with"
                                + " the option 'target',"
                                + " the server's address, such as 127.0.0.1:50051.");
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> EnvironmentMaker.of(Registry.of()).make("HalfCheetah-v5"))
                .withMessageStartingWith(
                        "There is no environment 'HalfCheetah-v5'. No plugin offers any. An environment of");
    }

    @Test
    void anIdWhoseValuesDoNotBindIsAProblemAndTakesNoOtherDown() {
        EnvironmentMaker broken = EnvironmentMaker.of(Registry.of(new Track(id("bad-v0", "-2"), id("good-v0", "2"))));
        assertThat(broken.problems())
                .singleElement()
                .extracting(PluginProblem::text)
                .isEqualTo("environment id 'bad-v0': The configuration bad-v0 has 1 problem:\n"
                        + "  bad-v0: length: must be greater than 0, but is -2");
        assertThat(broken.ids()).extracting(EnvironmentId::id).containsExactly("bad-v0", "good-v0");
        broken.make("good-v0").close();
        assertThatThrownBy(() -> broken.make("bad-v0")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void theOptionTargetNeedsTheClientOfServers() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> maker.make("track-short-v0", Map.of("target", "127.0.0.1:1")))
                .withMessageStartingWith("There is no environments 'grpc'.");
    }
}
