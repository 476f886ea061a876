/** The kinds of components that a plugin offers, the data that flows between them, and what helps to write them. */
module io.leeway.spi {
    requires transitive jakarta.inject;
    requires transitive jakarta.validation;
    requires static transitive org.jspecify;

    exports io.leeway.spi;
    exports io.leeway.spi.agent;
    exports io.leeway.spi.data;
    exports io.leeway.spi.diffusion;
    exports io.leeway.spi.dynamics;
    exports io.leeway.spi.engine;
    exports io.leeway.spi.environment;
    exports io.leeway.spi.support;
    exports io.leeway.spi.support.check;
}
