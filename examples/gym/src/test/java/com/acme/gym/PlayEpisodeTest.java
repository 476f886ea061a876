package com.acme.gym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlayEpisodeTest {
    @Test
    void anEpisodeOfTheSameSeedIsTheSame() {
        double first = PlayEpisode.play("maze2d-umaze-dense-v1", Map.of(), 7);
        assertThat(first).isBetween(0.0, 3.0).isEqualTo(PlayEpisode.play("maze2d-umaze-dense-v1", Map.of(), 7));
        assertThat(PlayEpisode.play("maze2d-umaze-dense-v1", Map.of(), 8)).isNotEqualTo(first);
    }

    @Test
    void aSlipOfTheHandIsNamed() {
        assertThatThrownBy(() -> PlayEpisode.play("maze2d-umaze-v1", Map.of("margni", 0.004), 7))
                .hasMessageContaining("Did you mean 'margin'?");
    }
}
