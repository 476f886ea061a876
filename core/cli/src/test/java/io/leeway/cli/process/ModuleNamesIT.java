package io.leeway.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged jars' names as modules. */
final class ModuleNamesIT {
    /** The jars as Maven resolved them; the command's own is where it was packaged. */
    static List<Path> jars() {
        return Stream.concat(
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of),
                        Stream.of(Command.DISTRIBUTION))
                .filter(path -> path.getFileName().toString().matches("leeway.*(?<!-tests)\\.jar"))
                .filter(Files::exists)
                .toList();
    }

    private static ModuleDescriptor module(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }

    @Test
    void eachIsNamedAfterItsMainPackage() {
        assertThat(jars()).hasSizeGreaterThan(12).allSatisfy(jar -> {
            ModuleDescriptor module = module(jar);
            assertThat(module.packages())
                    .allSatisfy(name -> assertThat(name + ".").startsWith(module.name() + "."));
            assertThat(module.name()).startsWith("io.leeway.");
        });
    }

    @Test
    void whatAPluginSeesIsAModuleWhosePackagesAreAllExported() {
        Optional<ModuleDescriptor> spi = jars().stream()
                .map(ModuleNamesIT::module)
                .filter(module -> module.name().equals("io.leeway.spi"))
                .findFirst();

        assertThat(spi).hasValueSatisfying(module -> {
            Set<String> exported = module.exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            assertThat(module.isAutomatic()).isFalse();
            assertThat(exported).isEqualTo(module.packages());
        });
    }
}
