package io.leeway.wiring.config;

import io.leeway.spi.Component;
import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.spi.Plugin;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin and a configuration that use everything a configuration may use. */
final class Kitchen implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(
                Component.of(Cook.class, "chef", "Cooks well", ChefConfig.class, Chef.class),
                Component.of(Cook.class, "novice", "Cooks somehow", NoviceConfig.class, Novice.class),
                Component.of(Cook.class, "team", "Asks other cooks", TeamConfig.class, Team.class),
                Component.of(Oven.class, "gas", "Burns gas", GasConfig.class, Gas.class));
    }

    interface Cook {}

    interface Oven {}

    enum Heat {
        LOW,
        MEDIUM_HIGH
    }

    /** The whole configuration. */
    record Meal(
            @Description("What it is called") @NotBlank String name,

            @Description("How many eat") @Default("4") @Positive
            int guests,

            @Description("Grams of salt") @Default("0.5") @DecimalMin("0") @DecimalMax(value = "10", inclusive = false)
            double salt,

            @Default("1.5") float pepper,
            @Default("9000000000") long calories,
            @Default("false") boolean vegan,
            @Default("medium-high") Heat heat,
            @Default("out/menu.txt") Path menu,
            @Default("1h30m") Duration time,
            @Default(".inf") double patience,
            @Nullable Integer table,
            @Default("[1, 2]") @NotEmpty List<@Positive Integer> courses,
            @Default("{}") @Size(max = 2) Map<String, Double> extras,
            @Default("{plates: 6}") Tableware tableware,
            @Default("{type: chef, stars: 2}") Configured<Cook> cook,
            @Default("{}") Map<String, Configured<Cook>> helpers,
            @Nullable OvenSection oven) {}

    record Tableware(
            @Default("5") @Min(1) int plates,
            @Default("7") @Max(9) int forks) {
        Tableware {
            if (forks < plates) {
                throw new IllegalArgumentException(
                        "needs a fork a plate, but has " + forks + " forks for " + plates + " plates");
            }
        }
    }

    record OvenSection(
            @Inline Configured<Oven> oven,
            @Description("Degrees Celsius") @Positive int degrees) {}

    record ChefConfig(
            @Description("How good") @Default("1") @Min(0) @Max(3)
            int stars,

            @Default("salt") @Pattern(regexp = "[a-z]+") String secret) {}

    record Chef(ChefConfig config) implements Cook {
        @Inject
        Chef {}
    }

    record NoviceConfig() {}

    static final class Novice implements Cook {
        @Inject
        Novice() {}
    }

    record TeamConfig(List<Configured<Cook>> members) {}

    record Team(TeamConfig config) implements Cook {
        @Inject
        Team {}
    }

    record GasConfig(@Default("1") @PositiveOrZero double pressure) {}

    record Gas(GasConfig config) implements Oven {
        @Inject
        Gas {}
    }
}
