package io.leeway.bridge.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {
    @Test
    void controlsAreWrittenByNumber() {
        assertThat(PlainText.of("leeway-java 0.1, ü 好")).isEqualTo("leeway-java 0.1, ü 好");
        assertThat(PlainText.of("a\nINFO forged\u001b[2J\r\u202e"))
                .isEqualTo("a\\nINFO forged\\u001b[2J\\u000d\\u202e");
        assertThat(PlainText.lines("two\n\tlines\u0007")).isEqualTo("two\n\tlines\\u0007");
    }
}
