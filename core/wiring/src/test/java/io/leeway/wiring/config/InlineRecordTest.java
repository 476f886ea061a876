package io.leeway.wiring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leeway.spi.Default;
import io.leeway.spi.Inline;
import io.leeway.wiring.config.Kitchen.Tableware;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InlineRecordTest {
    private final Registry registry = Registry.of(new Kitchen());
    private final Configurations configurations = new Configurations(registry);

    private record Dinner(
            @Default("3") int courses,
            @Inline @Default("{plates: 2}") Tableware tableware,
            boolean late) {}

    private Dinner parse(String yaml) {
        return configurations.parse(yaml, "dinner.yaml", List.of(), Dinner.class);
    }

    @Test
    void itsKeysStandBesideTheOthersWithDefaultsThatMayChange() {
        assertThat(parse("{late: true}")).isEqualTo(new Dinner(3, new Tableware(2, 7), true));
        assertThat(parse("{plates: 4, late: false, forks: 5}")).isEqualTo(new Dinner(3, new Tableware(4, 5), false));
    }

    @Test
    void itIsWrittenBackAndDescribedAsItIsRead() {
        assertThat(ConfigurationTree.json(ConfigurationTree.of(parse("{late: true}"))))
                .isEqualTo("{\"courses\":3,\"plates\":2,\"forks\":7,\"late\":true}");
        assertThat(KeyDescription.of(Dinner.class))
                .extracting(key -> key.path() + "=" + key.defaultText())
                .containsExactly("courses=3", "plates=2", "forks=7", "late=null");
        assertThat(ConfigurationTree.json(JsonSchema.of(Dinner.class, "Dinner", registry)))
                .contains("\"plates\":{\"default\":2,");
    }

    @Test
    void whatIsWrongInItIsSaidAsOfAnyKey() {
        assertRefused("{late: true, forks: 10}", "forks: must be at most 9, but is 10");
        assertRefused("{late: true, plates: 8}", "needs a fork a plate, but has 7 forks for 8 plates");
        assertRefused("{late: true, plats: 8}", "Did you mean 'plates'? The keys are: courses, plates, forks, late.");
    }

    private void assertRefused(String yaml, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parse(yaml))
                .withMessageContaining(message);
    }
}
