package io.leeway.wiring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leeway.spi.Default;
import io.leeway.spi.RandomSource;
import io.leeway.wiring.config.Kitchen.Meal;
import io.leeway.wiring.registry.Registry;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are part of the product: word for word. */
final class ConfigurationProblemsTest {
    private final Configurations configurations = new Configurations(Registry.of(new Kitchen()));

    private List<String> problems(String yaml, String... settings) {
        List<Setting> changes = Arrays.stream(settings).map(Setting::of).toList();
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class, () -> configurations.parse(yaml, "meal.yaml", changes, Meal.class));
        assertThat(failure).as("a refusal of " + yaml).isNotNull();
        return failure.problems().stream().map(ConfigurationProblem::toString).toList();
    }

    @Test
    void allProblemsAreReportedTogether() {
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class,
                () -> configurations.parse("""
                        nam: supper
                        guests: 0
                        heat: medium-hihg
                        cook:
                          type: chef
                          stars: 4
                          sectret: x
                        """, "meal.yaml", List.of(Setting.of("salt=much")), Meal.class));
        assertThat(failure).hasMessage("""
                        The configuration meal.yaml has 6 problems:
                          meal.yaml:1:1: nam: is not a key here. Did you mean 'name'? The keys are: name, guests, salt, \
                        pepper, calories, vegan, heat, menu, time, patience, table, courses, extras, tableware, cook, \
                        helpers, oven.
                          meal.yaml:2:9: guests: must be greater than 0, but is 0
                          meal.yaml:3:7: heat: must be one of low, medium-high, but is medium-hihg. Did you mean \
                        'medium-high'?
                          meal.yaml:6:10: cook.stars: must be at most 3, but is 4
                          meal.yaml:7:3: cook.sectret: is not a key of cook 'chef'. Did you mean 'secret'? The keys \
                        are: stars, secret.
                          --set salt=much: salt: must be a number, but is much\
                        """);
    }

    @Test
    void aListWithAWrongItemIsNotCalledEmptyAsWell() {
        assertThat(problems("courses: [soup]"))
                .filteredOn(problem -> problem.contains("courses"))
                .containsExactly("meal.yaml:1:11: courses[0]: must be a whole number, but is soup");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            guests: abc                  | guests: must be a whole number, but is abc
            guests: "3"                  | guests: must be a whole number, but is the text '3'. Did you mean 3?
            guests: 2.5                  | guests: must be a whole number, but is 2.5
            guests: 1_000                | guests: must be a whole number, but is 1_000. Did you mean 1000?
            guests: 3000000000           | guests: must be a whole number from -2147483648 to 2147483647, but is 3000000000
            guests: 1e9999               | guests: must be a whole number from -2147483648 to 2147483647, but is 1e9999
            guests: [1]                  | guests: must be a whole number, but is a list
            guests:                      | guests: is empty, but must be a whole number
            salt: .nan                   | salt: must be a finite number, but is .nan
            salt: .inf                   | salt: must be a finite number, but is .inf
            salt: 1e999                  | salt: must be a finite number, but is 1e999
            salt: -0.1                   | salt: must be at least 0, but is -0.1
            salt: 10                     | salt: must be less than 10, but is 10
            patience: .nan               | patience: must be a finite number, but is .nan
            pepper: 1e39                 | pepper: must be a number of magnitude up to 3.4e38, but is 1e39
            vegan: yes                   | vegan: must be true or false, but is yes
            heat: HIGH                   | heat: must be one of low, medium-high, but is HIGH.
            time: 3 hours                | time: must be a duration like 90s or 1h30m, but is 3 hours
            menu: {}                     | menu: must be a path, but is a mapping
            courses: 3                   | courses: must be a list, like [1, 2], but is 3
            courses: []                  | courses: must not be empty
            courses: [1, 0]              | courses[1]: must be greater than 0, but is 0
            courses: [1, x]              | courses[1]: must be a whole number, but is x
            extras: [1]                  | extras: must be a mapping of names to values, but is a list
            extras: {a: x}               | extras.a: must be a number, but is x
            'extras: {a: 1, b: 2, c: 3}' | extras: must have a size of at most 2
            'tableware: {plates: 9}'     | tableware: needs a fork a plate, but has 7 forks for 9 plates
            tableware: 3                 | tableware: must be a mapping of keys to values, but is 3
            cook: boss                   | cook.type: there is no cook 'boss'. There are: chef, novice, team. Plugins add more: --plugins DIR.
            cook: novise                 | cook.type: there is no cook 'novise'. Did you mean 'novice'? There are: chef, novice, team. Plugins add more: --plugins DIR.
            cook: gas                    | cook.type: there is no cook 'gas'. There are: chef, novice, team. ('gas' is of the kind oven.) Plugins add more: --plugins DIR.
            cook: [chef]                 | cook: must be the name of a component, or a mapping with 'type', but is a list
            cook: {type: [chef]}         | cook.type: must be a name, but is a list. There are: chef, novice, team. Plugins add more: --plugins DIR.
            'cook: {type: novice, a: 1}' | cook.a: is not a key of cook 'novice'. There are no keys.
            cook: {type: team}           | cook.members: is required
            helpers: {a: {}}             | helpers.a.type: is required: the name of the cook. There are: chef, novice, team. Plugins add more: --plugins DIR.
            oven: {type: gas}            | oven.degrees: is required: Degrees Celsius
            'oven: {degrees: 1}'         | oven.type: is required: the name of the oven. There are: gas. Plugins add more: --plugins DIR.
            'oven: {type: gas, degrees: 1, presure: 1}' | oven.presure: is neither a key here nor of oven 'gas'. Did you mean 'pressure'? The keys are: degrees, pressure.
            """)
    void everyValueSaysWhatItMustBe(String line, String problem) {
        assertThat(problems("name: x\n" + line)).singleElement().asString().satisfies(text -> {
            assertThat(text).startsWith("meal.yaml:2:");
            assertThat(text.substring(text.indexOf(": ") + 2)).isEqualTo(problem);
        });
    }

    @Test
    void aMissingKeyIsLocatedAtItsSectionAndDescribed() {
        assertThat(problems("guests: 3")).containsExactly("meal.yaml:1:1: name: is required: What it is called");
        assertThat(problems("")).containsExactly("meal.yaml:1:1: name: is required: What it is called");
    }

    @Test
    void aProblemInsideListsAndComponentsHasItsWholePath() {
        assertThat(problems(
                        "name: x\nhelpers:\n  first:\n    type: team\n    members:\n    - {type: chef, stars: -1}\n"))
                .containsExactly("meal.yaml:6:27: helpers.first.members[0].stars: must be at least 0," + " but is -1");
    }

    @Test
    void aFileThatIsNotAMappingIsRefused() {
        assertThat(problems("just words"))
                .containsExactly("meal.yaml:1:1: must be a mapping of keys to values, but is just words");
        assertThat(problems("- a"))
                .containsExactly("meal.yaml:1:1: must be a mapping of keys to values, but is a list");
    }

    @Test
    void settingsAreNamedByTheOption() {
        assertThat(problems("name: x", "guests=0", "name", "=3", "a..b=3", "courses[7]=1", "tableware.cups=1"))
                .containsExactly(
                        "--set name: must have the form path=value, like agent.updates=2000 or seeds[0]=7",
                        "--set =3: must have the form path=value, like agent.updates=2000 or seeds[0]=7",
                        "--set a..b=3: must have the form path=value, like agent.updates=2000 or seeds[0]=7",
                        "--set courses[7]=1: courses: has no list in the file to set [7] of: set the whole list",
                        "--set guests=0: guests: must be greater than 0, but is 0",
                        "--set tableware.cups=1: tableware.cups: is not a key here. The keys are: plates, forks.");
        assertThat(problems("{name: x, courses: [1, 2]}", "courses[2]=3"))
                .containsExactly("--set courses[2]=3: courses: is a list that has the items [0] to [1], but not [2]");
        assertThat(problems("name: x", "guests=[1"))
                .containsExactly("--set guests=[1: is not valid YAML: expected ',' or ']', but got <stream end>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'name: x\nname: y'            | meal.yaml:2:1: repeats the key 'name', which stands already on line 1
            'name: x\n---\nname: y'       | meal.yaml:2:1: begins a second document; keep one a file
            'name: x\n  guests: 3'        | meal.yaml:2:9: is not valid YAML: mapping values are not allowed here
            'name: [x'                    | meal.yaml:1:9: is not valid YAML: expected ',' or ']', but got <stream end>
            'name: x\n\tguests: 3'        | meal.yaml:2:1: is not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)
            'name: !!str x'               | meal.yaml:1:7: has the tag 'tag:yaml.org,2002:str', but a configuration is plain YAML without tags
            'name: *x'                    | meal.yaml:1:7: refers to '*x', but no '&x' is complete before it
            'name: x\nextras: &a {b: *a}' | meal.yaml:2:16: refers to '*a', but no '&a' is complete before it
            'name: x\n? [a]\n: 3'         | meal.yaml:2:3: has a list as a key, but a key must be a text
            'name: x\u0007'               | meal.yaml:1:8: is not valid YAML: it has the unprintable character U+0007
            """)
    void badYamlIsLocated(String yaml, String problem) {
        assertThat(problems(yaml.translateEscapes())).containsExactly(problem);
    }

    @Test
    void deepAndExplodingYamlIsRefused() {
        assertThat(problems("name: " + "[".repeat(500_000)))
                .containsExactly("meal.yaml:1:71: is nested more than 64 levels deep");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String item = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (item + ", ").repeat(9) + item + "]\n");
        }
        assertThat(problems(bomb.toString()))
                .containsExactly("meal.yaml:5:45: has more than 100000 values, with every alias followed");
    }

    record Careless(
            @Default("[") int broken,
            @Default("-1") @Positive int negative) {}

    @Test
    void aDefaultThatIsWrongIsLocatedAtItsRecord() {
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class, () -> configurations.parse("{}", "meal.yaml", List.of(), Careless.class));
        assertThat(failure).hasMessage("""
                        The configuration meal.yaml has 2 problems:
                          the default of 'broken' in %1$s: is not valid YAML: expected the node content, but found \
                        '<stream end>'
                          the default of 'negative' in %1$s: negative: must be greater than 0, but is -1\
                        """, Careless.class.getName());
    }

    @Test
    void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("meal.yaml"), "name: x");
        Files.writeString(folder.resolve("large.yaml"), "#".repeat((1 << 20) + 1));
        Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', (byte) 0xE9});
        assertThat(refusal(folder.resolve("maal.yaml"))).isEqualTo("does not exist. Did you mean 'meal.yaml'?");
        assertThat(refusal(folder.resolve("none/x.yaml"))).isEqualTo("does not exist.");
        assertThat(refusal(folder)).isEqualTo("is a folder; give the YAML file in it");
        assertThat(refusal(folder.resolve("large.yaml"))).isEqualTo("is larger than 1 MiB, which no experiment is");
        assertThat(refusal(folder.resolve("latin.yaml"))).isEqualTo("is not text in UTF-8");
    }

    private String refusal(Path file) {
        ConfigurationException failure = catchThrowableOfType(
                ConfigurationException.class, () -> configurations.load(file, List.of(), Meal.class));
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.location()).isEqualTo(Location.of(file.toString()));
        });
        return failure.problems().get(0).text();
    }

    @Test
    void whateverIsWrittenIsReadOrRefused() {
        String yaml = """
                name: x
                guests: 3
                courses: [1, 2]
                tableware: {plates: 2}
                cook: {type: chef, stars: 2}
                helpers:
                  a: novice
                  b: {type: team, members: [&x novice, *x]}
                # end
                """;
        RandomSource random = RandomSource.of(5);
        String letters = " \n\t:-[]{},&*!|>'\"%@`#?abc0.~\\\u00e9\u0000\uD83D";
        int read = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            StringBuilder changed = new StringBuilder(yaml);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int from = random.nextInt(changed.length());
                int to = Math.min(changed.length(), from + random.nextInt(3));
                int letter = random.nextInt(letters.length());
                changed.replace(from, to, random.nextBoolean() ? letters.substring(letter, letter + 1) : "");
            }
            try {
                configurations.parse(changed.toString(), "meal.yaml", List.of(), Meal.class);
                read++;
            } catch (ConfigurationException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        }
        assertThat(read).isBetween(50, 950);
    }
}
