package io.leeway.report.template;

import com.samskivert.mustache.Mustache;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * The Mustache templates beside this class. A name in double braces is a text, which is escaped for HTML and XML; one
 * in triple braces is markup already.
 */
public final class Templates {
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(Markup::text)
            .withLoader(Templates::open)
            .emptyStringIsFalse(true);

    private Templates() {}

    /**
     * Returns a template filled in.
     *
     * @param name of the template's file, without its ending
     * @param view a record or map whose components are the template's names
     */
    public static String render(String name, Object view) {
        return COMPILER.loadTemplate(name).execute(view);
    }

    private static Reader open(String name) throws FileNotFoundException {
        InputStream stream = Templates.class.getResourceAsStream(name + ".mustache");
        if (stream == null) {
            throw new FileNotFoundException("There is no template '" + name + "'");
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
