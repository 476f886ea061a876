package io.leeway.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.cli.Call;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environment;
import io.leeway.spi.environment.EnvironmentServer;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.registry.Registry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Environments by id and options, here and of a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServedEnvironmentsTest {
    private static final String ID = "maze2d-umaze-v1";
    private final Registry registry = Registry.load(null);
    private final EnvironmentMaker maker = EnvironmentMaker.of(registry);
    private final Environments mazes = maker.environments(ID, Map.of());

    @SuppressWarnings("NullAway.Init") // before all tests
    private EnvironmentServer.Running server;

    @BeforeAll
    void serve() {
        server = ComponentScope.of(registry)
                .components()
                .create(new Configurations(registry)
                        .choose(
                                EnvironmentServer.class,
                                "grpc",
                                "the test",
                                List.of(Setting.ofValue("listen", "127.0.0.1:0"))))
                .serve(mazes);
    }

    @AfterAll
    void stop() {
        server.close();
        mazes.close();
    }

    private Map<String, Object> served(Map<String, ?> more) {
        Map<String, Object> options = new LinkedHashMap<>(more);
        options.put("target", server.address());
        return options;
    }

    @Test
    void aServersEnvironmentPlaysAsTheEmbeddedOneOfTheSameId() {
        try (Environment embedded = maker.make(ID);
                Environment remote = maker.make(ID, served(Map.of()))) {
            assertThat(remote.spec().id()).isEqualTo(ID);
            assertThat(remote.reset(7L).observation().reals())
                    .isEqualTo(embedded.reset(7L).observation().reals());
            Value push = new Value.Reals(new double[] {0.5, -0.25});
            assertThat(remote.step(push).observation().reals())
                    .isEqualTo(embedded.step(push).observation().reals());
        }
    }

    @Test
    void closingAnEnvironmentClosesItsConnection() {
        VectorEnvironment remote = maker.makeVector(
                ID,
                served(Map.of("step-timeout", Duration.ofSeconds(20), "tls", false)),
                VectorOptions.of(2, AutoresetMode.NEXT_STEP));
        remote.reset(null, null, Map.of());
        remote.close();
        remote.close();
        assertThatThrownBy(() -> remote.reset(null, null, Map.of())).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aServersEnvironmentIsDrawn() {
        try (Environment remote = maker.make(ID, served(Map.of()), true)) {
            remote.reset(1L);
            assertThat(remote.render().width()).isPositive();
        }
    }

    @Test
    void everyOtherOptionIsAnArgumentOfTheConstructor() {
        Map<String, Object> options =
                served(Map.of("forward_reward_weight", 2.5, "kwargs", Map.of("tls", "5", "order", List.of(1, 2))));
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> maker.make("maze2d-umaze-v1", options))
                .withMessageContainingAll("kwargs", "forward_reward_weight", "tls", "order");
    }

    @Test
    void whatLooksLikeAKeyOfTheClientIsRefusedHere() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> maker.make(ID, served(Map.of("token_file", "secret", "step-timeuot", "5s"))))
                .withMessageContaining("has 2 problems:")
                .withMessageContaining("token_file: is not a key of environments 'grpc'. Did you mean 'token-file'?")
                .withMessageContaining(
                        "step-timeuot: is not a key of environments 'grpc'. Did you mean 'step-timeout'?");
    }

    @Test
    void theComponentOfServersTakesItsOwnKeys() {
        try (Environment remote = maker.make("grpc", served(Map.of("id", ID)))) {
            assertThat(remote.spec().id()).isEqualTo(ID);
        }
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> maker.make("maze2d-huge-v1", served(Map.of())))
                .withMessageContaining("maze2d-huge-v1");
    }

    @Test
    void commandsTakeIds() {
        assertThat(Call.of(registry, "env", "check", "maze2d-umaze-dense-v1").code())
                .isZero();
        assertThat(Call.of(registry, "env", "check", ID, "--set", "margni=1").messages())
                .contains("Did you mean 'margin'?");
        assertThat(Call.of(registry, "env", "serve", "maze2d-umaze-v2").messages())
                .contains("There is no environment 'maze2d-umaze-v2'. Did you mean 'maze2d-umaze-v1'?");
        assertThat(Call.of(registry, "env", "list", "umaze").results()).isEqualTo("""
                maze2d-umaze-dense-v1  300 steps  D4RL's maze umaze with the dense reward
                maze2d-umaze-v1        300 steps  D4RL's maze umaze with the sparse reward
                """);
        assertThat(Call.of(registry, "env", "list", "large-v1", "--json").results())
                .isEqualTo("{\"environments\":[{\"id\":\"maze2d-large-v1\",\"maximum_episode_steps\":800,"
                        + "\"summary\":\"D4RL's maze large with the sparse reward\"}]}\n");
        assertThat(Call.of(registry, "env", "list", server.address()).results()).isEqualTo(ID + "  300 steps\n");
        assertThat(Call.of(registry, "env", "list", "cheetah").messages())
                .isEqualTo("Plugins register no environment with 'cheetah' in its id.\n");
        assertThat(Call.of(registry, "env", "list", "cheetah", "half").messages())
                .contains("'cheetah' is not an address");
    }
}
