package io.leeway.report.html;

import io.leeway.spi.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The style sheet, scripts and licences that a page carries inside itself. */
final class PageResources {
    /** The scripts of the chart library. */
    static final List<String> LIBRARIES = List.of("vega.min.js", "vega-lite.min.js", "vega-embed.min.js");

    private PageResources() {}

    static String text(String name) {
        try (InputStream stream = PageResources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource '" + name + "' is missing beside " + PageResources.class);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the chart library and the page's own script, each as the content of a script element. */
    static List<String> scripts() {
        return Stream.concat(LIBRARIES.stream(), Stream.of("report.js"))
                .map(PageResources::script)
                .toList();
    }

    static String script(String name) {
        return text(name).replaceAll("(?m)^//# sourceMappingURL=.*$", "").strip();
    }

    /**
     * Returns a content security policy under which only these scripts run and nothing is fetched, whatever texts the
     * page shows.
     */
    static String policy(List<String> scripts) {
        String hashes =
                scripts.stream().map(script -> "'sha256-" + hash(script) + "'").collect(Collectors.joining(" "));
        return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data: blob:;"
                + " style-src 'unsafe-inline'; script-src " + hashes;
    }

    private static String hash(String script) {
        return Base64.getEncoder().encodeToString(Sha256.begin().digest(script.getBytes(StandardCharsets.UTF_8)));
    }
}
