package io.leeway.wiring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leeway.spi.Configured;
import io.leeway.spi.Incidental;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.config.Kitchen.ChefConfig;
import io.leeway.wiring.config.Kitchen.Cook;
import io.leeway.wiring.config.Kitchen.GasConfig;
import io.leeway.wiring.config.Kitchen.Heat;
import io.leeway.wiring.config.Kitchen.Meal;
import io.leeway.wiring.config.Kitchen.NoviceConfig;
import io.leeway.wiring.config.Kitchen.Tableware;
import io.leeway.wiring.config.Kitchen.TeamConfig;
import io.leeway.wiring.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationsTest {
    private final Configurations configurations = new Configurations(Registry.of(new Kitchen()));

    private Meal parse(String yaml, String... settings) {
        List<Setting> changes = Arrays.stream(settings).map(Setting::of).toList();
        return configurations.parse(yaml, "meal.yaml", changes, Meal.class);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Meal meal = parse("name: supper");
        assertThat(meal.name()).isEqualTo("supper");
        assertThat(meal.guests()).isEqualTo(4);
        assertThat(meal.salt()).isEqualTo(0.5);
        assertThat(meal.pepper()).isEqualTo(1.5f);
        assertThat(meal.calories()).isEqualTo(9_000_000_000L);
        assertThat(meal.vegan()).isFalse();
        assertThat(meal.heat()).isEqualTo(Heat.MEDIUM_HIGH);
        assertThat(meal.menu()).isEqualTo(Path.of("out/menu.txt"));
        assertThat(meal.time()).isEqualTo(Duration.ofMinutes(90));
        assertThat(meal.patience()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(meal.table()).isNull();
        assertThat(meal.courses()).containsExactly(1, 2);
        assertThat(meal.extras()).isEmpty();
        assertThat(meal.tableware()).isEqualTo(new Tableware(6, 7));
        assertThat(meal.cook()).isEqualTo(new Configured<>(Cook.class, "chef", new ChefConfig(2, "salt")));
        assertThat(meal.oven()).isNull();
    }

    @Test
    void everyTypeIsRead() {
        Meal meal = parse("""
                name: "12"
                guests: 1e1
                salt: 2
                pepper: .25
                calories: -3
                vegan: true
                heat: low
                menu: /tmp/x
                time: 250ms
                patience: -.inf
                table: 7
                courses: [3]
                extras: {b: 1, a: 2.5}
                """);
        assertThat(meal.name()).isEqualTo("12");
        assertThat(meal.guests()).isEqualTo(10);
        assertThat(meal.pepper()).isEqualTo(0.25f);
        assertThat(meal.calories()).isEqualTo(-3);
        assertThat(meal.vegan()).isTrue();
        assertThat(meal.heat()).isEqualTo(Heat.LOW);
        assertThat(meal.menu()).isEqualTo(Path.of("/tmp/x"));
        assertThat(meal.time()).isEqualTo(Duration.ofMillis(250));
        assertThat(meal.patience()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(meal.table()).isEqualTo(7);
        assertThat(meal.courses()).containsExactly(3);
        assertThat(meal.extras()).containsExactly(Map.entry("b", 1.0), Map.entry("a", 2.5));
    }

    @Test
    void aComponentIsItsNameOrAMappingAndMayNestOthers() {
        Meal meal = parse("""
                name: x
                cook: {type: team, members: [novice, {type: chef, stars: 3}]}
                helpers: {first: novice}
                oven: {type: gas, degrees: 180, pressure: 2}
                """);
        assertThat(meal.cook().configuration())
                .isEqualTo(new TeamConfig(List.of(
                        new Configured<>(Cook.class, "novice", new NoviceConfig()),
                        new Configured<>(Cook.class, "chef", new ChefConfig(3, "salt")))));
        assertThat(meal.helpers()).containsOnlyKeys("first");
        assertThat(meal.oven()).isNotNull();
        assertThat(meal.oven().degrees()).isEqualTo(180);
        assertThat(meal.oven().oven().configuration()).isEqualTo(new GasConfig(2));
    }

    @Test
    void keysOfASectionOrOfAComponentWithoutTypeChangeItsDefault() {
        Meal meal = parse("{name: x, tableware: {forks: 8}, cook: {secret: love}}");
        assertThat(meal.tableware()).isEqualTo(new Tableware(6, 8));
        assertThat(meal.cook().configuration()).isEqualTo(new ChefConfig(2, "love"));
    }

    @Test
    void aComponentThatIsNamedHasItsOwnDefaults() {
        assertThat(parse("{name: x, cook: chef}").cook().configuration()).isEqualTo(new ChefConfig(1, "salt"));
    }

    @Test
    void anEmptySectionIsItsDefaultAndAnEmptyNullableKeyIsNull() {
        Meal meal = parse("name: x\ntableware:\ncook:\ntable: ~\n");
        assertThat(meal.tableware()).isEqualTo(new Tableware(6, 7));
        assertThat(meal.cook().type()).isEqualTo("chef");
        assertThat(meal.table()).isNull();
    }

    @Test
    void settingsReplaceAndAddInTheirOrder() {
        Meal meal = parse(
                "{name: x, courses: [1, 2, 3], cook: novice}",
                "name=y",
                "courses[1]=9",
                "courses.2=8",
                "tableware.forks=9",
                "cook={type: chef}",
                "cook.stars=3",
                "helpers.\"no.1\".type=novice",
                "guests=5",
                "guests=6");
        assertThat(meal.name()).isEqualTo("y");
        assertThat(meal.courses()).containsExactly(1, 9, 8);
        assertThat(meal.tableware()).isEqualTo(new Tableware(6, 9));
        assertThat(meal.cook().configuration()).isEqualTo(new ChefConfig(3, "salt"));
        assertThat(meal.helpers()).containsOnlyKeys("no.1");
        assertThat(meal.guests()).isEqualTo(6);
    }

    @Test
    void aSettingInsideAComponentThatStandsByItsNameKeepsTheName() {
        assertThat(parse("{name: x, cook: chef}", "cook.secret=love").cook().configuration())
                .isEqualTo(new ChefConfig(1, "love"));
    }

    @Test
    void aTextOrAPathOfASettingIsTakenAsItStands() {
        assertThat(parse("{name: x}", "menu=data.hdf5 #2").menu()).isEqualTo(Path.of("data.hdf5 #2"));
        assertThat(parse("{name: x}", "menu=@list: {a").menu()).isEqualTo(Path.of("@list: {a"));
        assertThat(parse("name: y", "name=[::1]:50051").name()).isEqualTo("[::1]:50051");
        assertThat(parse("name: y", "name=*star & 5 %").name()).isEqualTo("*star & 5 %");
        assertThat(parse("name: y", "cook=chef", "cook.secret=yes").cook().configuration())
                .isEqualTo(new ChefConfig(1, "yes"));
    }

    @Test
    void quotesAroundTheWholeOfASettingAreYaml() {
        assertThat(parse("{name: x}", "menu='data.hdf5 #2'").menu()).isEqualTo(Path.of("data.hdf5 #2"));
        assertThat(parse("name: y", "name=\"\\u00fc\"").name()).isEqualTo("ü");
    }

    @Test
    void aSettingThatIsNoYamlIsRefusedWhereNoTextIsWanted() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parse("{name: x}", "guests=[4", "cook.type={", "helpers.a=@b"))
                .withMessageContainingAll(
                        "--set guests=[4: is not valid YAML",
                        "--set cook.type={: is not valid YAML",
                        "--set helpers.a=@b: is not valid YAML");
    }

    @Test
    void relativePathsInAFileAreRelativeToItsFolder(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("meal.yaml");
        Files.writeString(file, "\uFEFFname: x\nmenu: list.txt\n");
        assertThat(configurations.load(file, List.of(), Meal.class).menu()).isEqualTo(folder.resolve("list.txt"));
        assertThat(configurations
                        .load(file, List.of(Setting.of("menu=list.txt")), Meal.class)
                        .menu())
                .isEqualTo(Path.of("list.txt"));
    }

    @Test
    void anchorsAreFollowed() {
        Configured<Cook> chef = new Configured<>(Cook.class, "chef", new ChefConfig(3, "salt"));
        assertThat(parse("{name: x, helpers: {a: &cook {type: chef, stars: 3}, b: *cook}}")
                        .helpers())
                .containsExactly(Map.entry("a", chef), Map.entry("b", chef));
    }

    @Test
    void whatIsWrittenBackReadsAsTheSame() {
        Meal meal = parse("{name: x, patience: .inf, helpers: {a: {type: team, members: [novice]}}, salt: 1e-7,"
                + " oven: {type: gas, degrees: 3}}");
        String yaml = ConfigurationTree.yaml(ConfigurationTree.of(meal));
        assertThat(parse(yaml)).isEqualTo(meal);
        assertThat(parse(ConfigurationTree.json(ConfigurationTree.of(meal)))).isEqualTo(meal);
        assertThat(ConfigurationTree.json(ConfigurationTree.of(meal)))
                .isEqualTo("{\"name\":\"x\",\"guests\":4,\"salt\":1.0E-7,\"pepper\":1.5,\"calories\":9000000000,"
                        + "\"vegan\":false,\"heat\":\"medium-high\",\"menu\":\"out/menu.txt\",\"time\":\"1h30m\","
                        + "\"patience\":\".inf\",\"table\":null,\"courses\":[1,2],\"extras\":{},"
                        + "\"tableware\":{\"plates\":6,\"forks\":7},"
                        + "\"cook\":{\"type\":\"chef\",\"stars\":2,\"secret\":\"salt\"},"
                        + "\"helpers\":{\"a\":{\"type\":\"team\",\"members\":[{\"type\":\"novice\"}]}},"
                        + "\"oven\":{\"type\":\"gas\",\"pressure\":1.0,\"degrees\":3}}");
    }

    private record Trip(int steps, @Incidental String address) {}

    private record Trips(Configured<Cook> cook, List<Trip> trips) {}

    @Test
    void whatIsIncidentalIsNotEssential() {
        Configured<Cook> chef = new Configured<>(Cook.class, "chef", new ChefConfig(3, "salt"));
        Trips trips = new Trips(chef, List.of(new Trip(2, "home")));
        assertThat(ConfigurationTree.json(ConfigurationTree.essential(trips)))
                .isEqualTo("{\"cook\":{\"type\":\"chef\",\"stars\":3,\"secret\":\"salt\"},\"trips\":[{\"steps\":2}]}");
        assertThat(ConfigurationTree.json(ConfigurationTree.of(trips))).contains("\"address\":\"home\"");
    }

    @Test
    void aComponentCanBeChosenBySettingsAlone() {
        assertThat(configurations.choose(Cook.class, "chef", "cooking", List.of(Setting.of("stars=3"))))
                .isEqualTo(new Configured<>(Cook.class, "chef", new ChefConfig(3, "salt")));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configurations.choose(
                        Cook.class, "chef", "cooking", List.of(new Setting("--strs 3", "strs", "3"))))
                .withMessage("The configuration cooking has 1 problem:\n  --strs 3: strs: is not a key of cook 'chef'."
                        + " Did you mean 'stars'? The keys are: stars, secret.");
        assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> configurations.choose(Cook.class, "chf", "cooking", List.of()))
                .withMessage("There is no cook 'chf'. Did you mean 'chef'? There are: chef, novice, team. Plugins add"
                        + " more: --plugins DIR.");
    }
}
