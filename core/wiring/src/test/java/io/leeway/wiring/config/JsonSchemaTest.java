package io.leeway.wiring.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.leeway.wiring.config.Kitchen.Meal;
import io.leeway.wiring.registry.Registry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema, in the hands of an independent validator, agrees with what is read. */
final class JsonSchemaTest {
    private final Registry registry = Registry.of(new Kitchen());
    private final Configurations configurations = new Configurations(registry);
    private final JsonNode tree = new ObjectMapper().valueToTree(JsonSchema.of(Meal.class, "A meal", registry));
    private final com.networknt.schema.JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree);

    private boolean accepts(String yaml) {
        Object plain = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode node = new ObjectMapper().valueToTree(plain);
        return schema.validate(node).isEmpty();
    }

    private boolean reads(String yaml) {
        try {
            configurations.parse(yaml, "meal.yaml", List.of(), Meal.class);
            return true;
        } catch (ConfigurationException refused) {
            return false;
        }
    }

    @Test
    void theSchemaIsValidItself() {
        JsonNode metaSchema = new ObjectMapper()
                .valueToTree(java.util.Map.of("$ref", "https://json-schema.org/draft/2020-12/schema"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(metaSchema)
                        .validate(tree))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: x}",
                "{name: x, guests: 3, salt: 9.9, pepper: 0, heat: low, vegan: true, time: 5s, patience: 0.5,"
                        + " table: null}",
                "{name: x, patience: '.inf', courses: [3], extras: {a: 1}, tableware: , cook: }",
                "{name: x, tableware: {plates: 2}}",
                "{name: x, cook: novice}",
                "{name: x, cook: {stars: 3}}",
                "{name: x, cook: {type: chef, secret: love}}",
                "{name: x, cook: {type: team, members: [novice, {type: chef}, {type: team, members: []}]}}",
                "{name: x, helpers: {a: novice, b: {type: novice}}}",
                "{name: x, oven: {type: gas, degrees: 3, pressure: 0}}"
            })
    void whatIsRightIsAcceptedByBoth(String yaml) {
        assertThat(accepts(yaml)).as("the schema").isTrue();
        assertThat(reads(yaml)).as("the reader").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{name: ' '}",
                "{name: x, guest: 3}",
                "{name: x, guests: 0}",
                "{name: x, guests: 1.5}",
                "{name: x, salt: -1}",
                "{name: x, salt: 10}",
                "{name: x, heat: hot}",
                "{name: x, vegan: 1}",
                "{name: x, courses: []}",
                "{name: x, courses: [0]}",
                "{name: x, extras: {a: 1, b: 2, c: 3}}",
                "{name: x, tableware: {plates: 0}}",
                "{name: x, tableware: {cups: 0}}",
                "{name: x, cook: team}",
                "{name: x, cook: gas}",
                "{name: x, cook: {type: gas}}",
                "{name: x, cook: {type: chef, stars: 4}}",
                "{name: x, cook: {stars: 4}}",
                "{name: x, cook: {type: novice, stars: 1}}",
                "{name: x, cook: {type: chef, secret: A}}",
                "{name: x, cook: {type: team, members: [{type: novice, a: 1}]}}",
                "{name: x, helpers: {a: {}}}",
                "{name: x, oven: gas}",
                "{name: x, oven: {type: gas}}",
                "{name: x, oven: {type: gas, degrees: 0}}",
                "{name: x, oven: {type: gas, degrees: 1, fuel: 1}}"
            })
    void whatIsWrongIsRefusedByBoth(String yaml) {
        assertThat(accepts(yaml)).as("the schema").isFalse();
        assertThat(reads(yaml)).as("the reader").isFalse();
    }

    @Test
    void editorsSeeDescriptionsAndDefaults() {
        JsonNode guests = tree.at("/properties/guests");
        assertThat(guests.toString())
                .isEqualTo("{\"description\":\"How many eat\",\"default\":4,\"type\":\"integer\","
                        + "\"exclusiveMinimum\":0}");
        assertThat(tree.at("/$defs/cook.chef/properties/type/const").asText()).isEqualTo("chef");
        assertThat(tree.at("/$defs/cook/anyOf/1/properties/type/anyOf/0/description")
                        .asText())
                .isEqualTo("Cooks well");
    }

    @Test
    void theSameComponentsGiveTheSameText() {
        String once = ConfigurationTree.json(JsonSchema.of(Meal.class, "A meal", registry));
        String again = ConfigurationTree.json(JsonSchema.of(Meal.class, "A meal", Registry.of(new Kitchen())));
        assertThat(again).isEqualTo(once);
    }
}
