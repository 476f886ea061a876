package io.leeway.wiring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.wiring.inject.ComponentScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginFolderTest {
    private final Path folder;

    PluginFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> problems() {
        return Registry.load(folder).problems().stream()
                .map(problem -> problem.toString().replace(folder.toString(), "DIR"))
                .toList();
    }

    @Test
    void aJarsComponentsCanBeUsed() throws Exception {
        Path jar = PluginJar.guidance("acme-pull").write(folder.resolve("acme.jar"));
        Registry registry = Registry.load(folder);
        Registered<Guidance> found = registry.find(Guidance.class, "acme-pull");
        assertThat(registry.problems()).isEmpty();
        assertThat(found.origin()).isEqualTo(new Origin("com.acme.AcmePlugin", jar.toString()));
        Record configuration = found.component()
                .configuration()
                .asSubclass(Record.class)
                .cast(record(found.component().configuration(), 2.0));
        Guidance made = ComponentScope.of(registry)
                .components()
                .create(new Configured<>(Guidance.class, "acme-pull", configuration));
        assertThat(made.target()).isEqualTo(Guidance.Target.NOTHING);
    }

    private static Object record(Class<?> type, double value) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor(double.class);
        constructor.setAccessible(true);
        return constructor.newInstance(value);
    }

    @Test
    void aFolderOfJarsIsOnePlugin() throws IOException {
        Path own = Files.createDirectory(folder.resolve("acme"));
        PluginJar.guidance("acme-pull").write(own.resolve("plugin.jar"), "PullConfig");
        PluginJar.guidance("acme-pull").service("").write(own.resolve("library.jar"), "AcmePlugin", "Pull.");
        Registry registry = Registry.load(folder);
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.lookup(Guidance.class, "acme-pull")).isPresent();
    }

    @Test
    void aBuildsOutputIsAFolderOfPlugins() throws IOException {
        Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(folder.resolve("classes").resolve(ServiceFile.PATH), "com.acme.AcmePlugin");
        PluginJar.guidance("acme-pull").write(folder.resolve("acme.jar"));
        PluginJar.guidance("acme-pull").write(folder.resolve("acme-sources.jar"), "AcmePlugin");
        Registry registry = Registry.load(folder);
        assertThat(registry.problems()).isEmpty();
        assertThat(registry.lookup(Guidance.class, "acme-pull")).isPresent();
    }

    @Test
    void aJarOrAFolderOfClassesStandsForItself() throws IOException {
        Path jar = PluginJar.guidance("acme-pull").write(folder.resolve("acme.jar"));
        assertThat(Registry.load(jar).lookup(Guidance.class, "acme-pull")).isPresent();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        PluginJar.guidance("acme-pull").writeClasses(classes);
        assertThat(Registry.load(classes).lookup(Guidance.class, "acme-pull")).isPresent();
    }

    @Test
    void twoJarsWithTheSameNameAreFatalAndBothAreNamed() throws IOException {
        PluginJar.guidance("acme-pull").write(folder.resolve("acme-1.jar"));
        PluginJar.guidance("acme-pull").write(folder.resolve("acme-2.jar"));
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> Registry.load(folder))
                .withMessage(
                        "The guidance 'acme-pull' is offered twice: com.acme.Pull by the plugin"
                                + " com.acme.AcmePlugin in %s/acme-1.jar, and com.acme.Pull by the plugin"
                                + " com.acme.AcmePlugin in %s/acme-2.jar. Remove one of the two,"
                                + " or rename its component.",
                        folder, folder);
    }

    @Test
    void aBrokenPluginDoesNotTakeTheOthersDown() throws IOException {
        PluginJar.guidance("good").write(folder.resolve("good.jar"));
        PluginJar.guidance("a").write(folder.resolve("a-missing-plugin.jar"), "AcmePlugin");
        PluginJar.guidance("b").write(folder.resolve("b-missing-config.jar"), "PullConfig");
        PluginJar.guidance("c").service("com.acme.AcmePlugin\nnot a class\n").write(folder.resolve("c-bad-line.jar"));
        PluginJar.guidance("d").service("").write(folder.resolve("d-library.jar"));
        Files.writeString(folder.resolve("e-not-a-jar.jar"), "hello");
        PluginJar.guidance("f").service("com.acme.Pull").write(folder.resolve("f-not-a-plugin.jar"));
        PluginJar.guidance("Bad Name").write(folder.resolve("g-bad-name.jar"));
        plugin("throw new IllegalStateException(\"no licence\");", "").write(folder.resolve("h-throws.jar"));
        plugin("", "throw new IllegalStateException(\"no components\");").write(folder.resolve("i-throws.jar"));
        plugin("", "return java.util.Collections.singletonList(null);").write(folder.resolve("j-null.jar"));
        assertThat(problems())
                .containsExactly(
                        "DIR/a-missing-plugin.jar: com.acme.AcmePlugin: the service file names this class, but the jar"
                                + " does not have it",
                        "DIR/b-missing-config.jar: com.acme.AcmePlugin: components() failed: the class"
                                + " com.acme.PullConfig is missing",
                        "DIR/c-bad-line.jar: has a bad service file: line 2 of META-INF/services/io.leeway.spi.Plugin"
                                + " must be a class name, but is 'not a class'",
                        "DIR/d-library.jar: offers no plugin: it has no file"
                                + " META-INF/services/io.leeway.spi.Plugin. Put a library beside its plugin, into a"
                                + " folder of their own.",
                        "DIR/e-not-a-jar.jar: is not a readable jar: zip END header not found",
                        "DIR/f-not-a-plugin.jar: com.acme.Pull: must be a public class with a public constructor"
                                + " without parameters",
                        "DIR/g-bad-name.jar: com.acme.AcmePlugin: guidance 'Bad Name': the name must be kebab-case,"
                                + " like 'waypoint' or 'td3-bc'",
                        "DIR/h-throws.jar: com.acme.AcmePlugin: its constructor failed:"
                                + " java.lang.IllegalStateException: no licence",
                        "DIR/i-throws.jar: com.acme.AcmePlugin: components() failed:"
                                + " java.lang.IllegalStateException: no components",
                        "DIR/j-null.jar: com.acme.AcmePlugin: components() has a null among its components");
        assertThat(Registry.load(folder).lookup(Guidance.class, "good")).isPresent();
    }

    private static PluginJar plugin(String constructor, String components) {
        return new PluginJar()
                .source("AcmePlugin", """
                        public final class AcmePlugin implements Plugin {
                          public AcmePlugin() { if (true) { %s } }
                          @Override public List<Component<?, ?>> components() { if (true) { %s } return List.of(); }
                        }
                        """.formatted(constructor, components))
                .service("com.acme.AcmePlugin # the only one");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> Registry.load(folder.resolve("none")))
                .withMessage(
                        "The plugins folder %s/none is not a folder. Give the one that holds the plugins' jars"
                                + " with --plugins DIR or in the variable LEEWAY_PLUGINS.",
                        folder);
    }
}
