package io.leeway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void withoutTheLaunchersWordThereIsNoTerminal() {
        assertThat(Terminal.of(Map.of("LANG", "en_US.UTF-8"))).isEqualTo(new Terminal(false, 100, false));
    }

    @Test
    void theLauncherTellsOfTheTerminal() {
        assertThat(Terminal.of(Map.of("LEEWAY_TERMINAL", "true", "LEEWAY_COLUMNS", "132", "LC_ALL", "de_DE.utf8")))
                .isEqualTo(new Terminal(true, 132, false));
        assertThat(Terminal.of(Map.of("LEEWAY_TERMINAL", "true", "TERM", "dumb"))
                        .interactive())
                .isFalse();
    }

    @Test
    void aWidthThatMakesNoSenseIsNotUsed() {
        assertThat(Terminal.of(Map.of("LEEWAY_COLUMNS", "0")).columns()).isEqualTo(100);
        assertThat(Terminal.of(Map.of("LEEWAY_COLUMNS", "wide")).columns()).isEqualTo(100);
        assertThat(Terminal.of(Map.of("LEEWAY_COLUMNS", "7")).columns()).isEqualTo(40);
    }

    @Test
    void aLocaleWithoutUnicodeGetsAscii() {
        assertThat(Terminal.of(Map.of()).ascii()).isTrue();
        assertThat(Terminal.of(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8")).ascii())
                .isTrue();
        assertThat(Terminal.of(Map.of("LEEWAY_LOCALE", "POSIX", "LC_ALL", "C.UTF-8"))
                        .ascii())
                .isTrue();
    }
}
