package io.leeway.testkit.promise;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Incidental;

/** The configuration of a component that asks for all that is promised to its kind. */
public record AskingConfig(
        @Description("The file to which a line is added when a component is created; empty for none")
        @Default("''")
        @Incidental
        String record) {}
