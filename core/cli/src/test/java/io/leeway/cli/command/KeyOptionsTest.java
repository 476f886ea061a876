package io.leeway.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.wiring.config.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyOptionsTest {
    @Test
    void bothFormsAreRead() {
        assertThat(KeyOptions.settings(
                        List.of("--steps", "5", "--layout=umaze", "--low", "-1", "--text", "a=b", "--path x = y")))
                .containsExactly(
                        new Setting("--steps 5", "steps", "5"),
                        new Setting("--layout=umaze", "layout", "umaze"),
                        new Setting("--low -1", "low", "-1"),
                        new Setting("--text a=b", "text", "a=b"),
                        new Setting("--path x = y", "path", "x = y"));
    }
}
