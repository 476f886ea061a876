package io.leeway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.cli.LauncherHome.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    private final LauncherHome home;

    LauncherTest(@TempDir Path folder) throws IOException {
        home = new LauncherHome(folder);
    }

    @Test
    void theFirstUseBuildsAndTheSecondDoesNot() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        Result first = home.run("run", "a b.yaml", "--set", "x=[1, 2]");
        assertThat(first.code()).isZero();
        assertThat(first.messages())
                .startsWith("First use: building Leeway. This takes a few minutes.\nWhat is not in Maven's local"
                        + " repository yet is downloaded: about ")
                .contains("TensorFlow's native library (160 MB).\nBuilt in ");
        assertThat(first.results())
                .contains("argument run\nargument a b.yaml\nargument --set\nargument x=[1, 2]\n")
                .contains("/core/cli/target/leeway/lib/leeway.jar\n");
        assertThat(home.mavenCalls())
                .containsExactly("--batch-mode --no-transfer-progress --projects core/cli --also-make package"
                        + " -DskipTests -Dmaven.source.skip -Dspotless.check.skip");
        Result second = home.run("version");
        assertThat(second.messages()).isEmpty();
        assertThat(home.mavenCalls()).hasSize(1);
    }

    @Test
    void aSourceThatIsNewerThanTheBuildIsBuiltAndATestOrAPageIsNot() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        home.run();
        FileTime later = FileTime.from(Instant.now().plusSeconds(5));
        Path test = Files.createDirectories(home.checkout().resolve("core/cli/src/test"));
        Files.setLastModifiedTime(home.checkout().resolve("core/cli/src"), FileTime.fromMillis(0));
        Files.setLastModifiedTime(Files.writeString(test.resolve("ATest.java"), ""), later);
        Files.setLastModifiedTime(Files.writeString(home.checkout().resolve("core/cli/src/README.md"), ""), later);
        Files.setLastModifiedTime(home.checkout().resolve("core/cli/src"), FileTime.fromMillis(0));
        assertThat(home.run().messages()).isEmpty();
        Files.setLastModifiedTime(home.checkout().resolve("core/cli/src/main/Source.java"), later);
        assertThat(home.run().messages()).startsWith("Sources have changed: building Leeway again.\n");
        assertThat(home.mavenCalls()).hasSize(2);
    }

    @Test
    void twoAtOnceBuildOnce() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        Process one = home.start(home.launcher(), "version");
        Process two = home.start(home.launcher(), "version");
        Result first = LauncherHome.finish(one);
        Result second = LauncherHome.finish(two);
        assertThat(first.code()).isZero();
        assertThat(second.code()).isZero();
        assertThat(first.messages() + second.messages()).contains("Another leeway is building; waiting for it.\n");
        assertThat(home.mavenCalls()).hasSize(1);
    }

    @Test
    void theLockOfAProcessThatIsGoneIsTakenOver() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        Path lock = Files.createDirectories(home.checkout().resolve("core/cli/target/leeway-build.lock"));
        Files.writeString(lock.resolve("process"), "4194304999");
        assertThat(home.run("version").code()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void aFailedBuildShowsItsEnd() throws IOException, InterruptedException {
        home.java("17.0.9").maven("3.8.7", "echo '[INFO] fine'; echo '[ERROR] no network'; exit 1");
        Result result = home.run("version");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.messages())
                .contains("The build failed. The end of " + home.checkout() + "/core/cli/target/leeway-build.log:\n\n"
                        + "[ERROR] no network\n")
                .doesNotContain("fine");
        assertThat(result.results()).isEmpty();
        assertThat(home.checkout().resolve("core/cli/target/leeway-build.lock")).doesNotExist();
    }

    @Test
    void itWorksThroughSymbolicLinks() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        Path far = Files.createDirectory(home.checkout().resolveSibling("bin"));
        Files.createSymbolicLink(far.resolve("one"), Path.of("../check out/leeway"));
        Files.createSymbolicLink(far.resolve("two"), far.resolve("one"));
        Result result = LauncherHome.finish(home.start(far.resolve("two"), "version"));
        assertThat(result.results()).contains("argument version\n");
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws IOException, InterruptedException {
        Result result = home.maven().run();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.messages())
                .startsWith("Leeway needs Java 17 or newer, as a JDK.\nInstall one, for example:\n"
                        + "  Debian, Ubuntu:  sudo apt install openjdk-17-jdk\n");
    }

    @Test
    void anOldJavaIsNamed() throws IOException, InterruptedException {
        Result result = home.java("11.0.2").maven().run();
        assertThat(result.messages())
                .startsWith("Leeway needs Java 17 or newer, as a JDK.\n  found 11.0.2 in "
                        + home.checkout().resolveSibling("jdk-11.0.2"));
        assertThat(home.java("1.8.0_402").run().messages()).contains("found 1.8.0_402 in ");
    }

    @Test
    void javaOnThePathIsFoundThroughItsLinks() throws IOException, InterruptedException {
        home.java("21").maven().with("JAVA_HOME", "");
        Files.createSymbolicLink(
                home.checkout().resolveSibling("tools").resolve("java"),
                home.checkout().resolveSibling("jdk-21").resolve("bin/java"));
        assertThat(home.run("version").results()).contains("argument version\n");
    }

    @Test
    void withoutACompilerOrMavenItSaysWhatToInstall() throws IOException, InterruptedException {
        Result result = home.java("17.0.9").run();
        assertThat(result.messages())
                .startsWith(
                        "Building Leeway needs Maven 3.8 or newer, but there is no 'mvn' on the PATH.\nInstall it,");
        home.maven("3.6.3", "exit 1");
        assertThat(home.run().messages()).isEqualTo("Building Leeway needs Maven 3.8 or newer, but 'mvn' is 3.6.3.\n");
        Files.delete(home.checkout().resolveSibling("jdk-17.0.9").resolve("bin/javac"));
        assertThat(home.run().messages()).startsWith("Building Leeway needs a Java compiler, but ");
    }

    @Test
    void javaAndTensorFlowGetTheirOptions() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        home.run();
        String results =
                home.with("LEEWAY_JAVA_OPTS", "-Xmx3g -ea").run("version").results();
        assertThat(results)
                .contains(
                        "argument -XX:MaxRAMPercentage=50\n",
                        "argument -XX:SharedArchiveFile=",
                        "argument -Xmx3g\nargument -ea\n")
                .contains("variable TF_CPP_MIN_LOG_LEVEL=3\n")
                .doesNotContain("unsafe", "LEEWAY_TERMINAL", "LC_ALL");
    }

    @Test
    void whatTheUserSetStays() throws IOException, InterruptedException {
        home.java("25.0.1").maven();
        home.with("TF_XLA_FLAGS", "--tf_xla_max_cluster_size=9").with("TF_CPP_MIN_LOG_LEVEL", "0");
        assertThat(home.run("version").results())
                .contains("variable TF_XLA_FLAGS=--tf_xla_max_cluster_size=9\n")
                .contains("variable TF_CPP_MIN_LOG_LEVEL=0\n")
                .contains("argument --sun-misc-unsafe-memory-access=allow\n");
    }

    @Test
    void theGpuHasABuildOfItsOwn() throws IOException, InterruptedException {
        home.java("17.0.9")
                .maven(
                        "3.9.9",
                        "mkdir -p core/cli/target/leeway-gpu/lib; touch core/cli/target/leeway-gpu/lib/leeway.jar");
        Result result = home.run("--gpu", "version");
        assertThat(home.mavenCalls()).singleElement().asString().contains(" --activate-profiles=gpu ");
        assertThat(result.messages())
                .contains(
                        "about 2.7 GB in all", "CUDA build (530 MB)", "cuDNN libraries (2.0 GB)", "under its licences");
        assertThat(result.results())
                .contains("/core/cli/target/leeway-gpu/lib/leeway.jar\nargument version\n")
                .contains("variable XLA_FLAGS=--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found=true\n")
                .doesNotContain("--gpu");
        assertThat(home.with("CUDA_HOME", "/usr/lib/cuda")
                        .run("--gpu", "version")
                        .results())
                .contains("--xla_gpu_cuda_data_dir=/usr/lib/cuda\n");
        assertThat(home.with("XLA_FLAGS", "--mine").run("--gpu", "version").results())
                .contains("variable XLA_FLAGS=--mine\n");
    }

    @Test
    void onTheCpuNothingOfTheGpuIsSetOrDownloaded() throws IOException, InterruptedException {
        Result result = home.java("17.0.9").maven().run("version");
        assertThat(home.mavenCalls()).singleElement().asString().doesNotContain("gpu");
        assertThat(result.messages()).contains("about 270 MB in all").doesNotContain("NVIDIA");
        assertThat(result.results()).doesNotContain("XLA_FLAGS");
    }

    @Test
    void aPlainLocaleCanStillNameEveryFile() throws IOException, InterruptedException {
        home.java("17.0.9").maven().with("LANG", "C");
        String results = home.run("version").results();
        if (System.getProperty("os.name").equals("Linux")) {
            assertThat(results).contains("variable LC_ALL=C.UTF-8\n", "variable LEEWAY_LOCALE=C\n");
        } else {
            assertThat(results).doesNotContain("LC_ALL");
        }
    }

    @Test
    void theNativeLibrariesChatterIsDroppedAndTheirErrorsAreNot() throws IOException, InterruptedException {
        home.java("17.0.9").maven();
        home.run();
        home.with("FAKE_ERROR", "F0000 00:00:1.1 2 x.cc:1] Check failed").with("FAKE_MESSAGE", "I0000 is a message");
        assertThat(home.run("version").messages().lines())
                .containsExactlyInAnyOrder("F0000 00:00:1.1 2 x.cc:1] Check failed", "I0000 is a message");
    }
}
