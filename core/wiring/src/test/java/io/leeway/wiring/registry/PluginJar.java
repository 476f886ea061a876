package io.leeway.wiring.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a third party's plugin and packs it into a jar, as its author's build would. */
final class PluginJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private String service = "";

    /** Adds a class of the package {@code com.acme}. */
    PluginJar source(String className, String body) {
        sources.put(className, """
                package com.acme;
                import io.leeway.spi.*;
                import io.leeway.spi.diffusion.*;
                import jakarta.inject.Inject;
                import java.util.List;
                """ + body);
        return this;
    }

    /** Adds a plugin of one guidance scheme that does nothing. */
    static PluginJar guidance(String name) {
        return new PluginJar()
                .source("AcmePlugin", """
                        public final class AcmePlugin implements Plugin {
                          @Override public List<Component<?, ?>> components() {
                            return List.of(Component.of(Guidance.class, "%s", "Pulls", PullConfig.class, Pull.class));
                          }
                        }
                        """.formatted(name))
                .source("PullConfig", "record PullConfig(@Default(\"1\") double scale) {}")
                .source("Pull", """
                        final class Pull implements Guidance {
                          @Inject Pull(PullConfig config) {}
                          @Override public Target target() { return Target.NOTHING; }
                          @Override public void guide(GuidanceStep step) {}
                        }
                        """)
                .service("com.acme.AcmePlugin");
    }

    /** Sets what the service file says. */
    PluginJar service(String text) {
        service = text;
        return this;
    }

    /** Writes the jar without the classes whose name begins with one of {@code left}. */
    Path write(Path jar, String... left) throws IOException {
        Path classes = Files.createTempDirectory(jar.getParent(), ".classes");
        compile(classes);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path path : compiled.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString();
                if (Stream.of(left).noneMatch(leftOut -> name.startsWith("com/acme/" + leftOut))) {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(path, entries);
                }
            }
            if (!service.isEmpty()) {
                entries.putNextEntry(new JarEntry(ServiceFile.PATH));
                entries.write(service.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    /** Writes the classes and the service file into a folder. */
    void writeClasses(Path folder) throws IOException {
        compile(folder);
        Path file = folder.resolve(ServiceFile.PATH);
        Files.createDirectories(file.getParent());
        Files.writeString(file, service);
    }

    private void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        assertThat(compiler.getTask(messages, null, null, options, null, units).call())
                .as(messages.toString())
                .isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///com/acme/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
