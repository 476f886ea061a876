package io.leeway.datasets.minari.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Space;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceReaderTest {
    @Test
    void textsOfMinariAreReadAndWrittenAgain() {
        String text = "{\"type\":\"Dict\",\"subspaces\":{\"b\":{\"type\":\"Discrete\","
                + "\"dtype\":\"int64\",\"start\":-2,\"n\":5},"
                + "\"a\":{\"type\":\"Tuple\",\"subspaces\":["
                + "{\"type\":\"Box\","
                + "\"dtype\":\"float32\",\"shape\":[2,1],\"low\":[[-Infinity],[0.5]],\"high\":[[1.0],[Infinity]]},"
                + "{\"type\":\"MultiDiscrete\",\"dtype\":\"int64\",\"nvec\":[[2,3]],\"start\":[[0,-1]]},"
                + "{\"type\":\"MultiBinary\",\"n\":[2,2]},{\"type\":\"MultiBinary\",\"n\":4},"
                + "{\"type\":\"Box\","
                + "\"dtype\":\"int64\",\"shape\":[],\"low\":-9223372036854775808,\"high\":9223372036854775807},"
                + "{\"type\":\"Text\",\"max_length\":4,\"min_length\":1,\"charset\":\"ab\"}]}}}";
        Space space = SpaceReader.read("here", text);
        assertThat(((Space.Dict) space).spaces().keySet()).containsExactly("b", "a");
        assertThat(((Space.Dict) space).spaces()).containsEntry("b", new Space.Discrete(5, -2));
        assertThat(new SpaceWriter(Map.of()).write("observations", space)).isEqualTo(text);
    }

    @Test
    void bitsHaveBoundsThatArePythonsFlags() {
        Space.Box box = (Space.Box) SpaceReader.read(
                "here",
                "{\"type\":\"Box\",\"dtype\":\"bool\",\"shape\":[2],\"low\":[false,false],\"high\":[true,true]}");
        assertThat(box.high()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'Graph'} | here is a space of the type 'Graph'",
                "17 | here is a space of the type ''",
                "{'type':'Dict','subspaces':{'x':{'type':'Sequence'}}} | here.x is a space of the type 'Sequence'",
                "{'type':'Dict','subspaces':{'x/y':{'type':'Discrete','n':2}}} | a part named 'x/y'",
                "{'type':'Dict','subspaces':{}} | Dict without parts",
                "{'type':'Dict','subspaces':{'x':{'type':'Discrete','n':2},'x':{'type':'Discrete','n':2}}} | Duplicate",
                "{'type':'Discrete'} | Discrete without 'n'",
                "{'type':'Discrete','n':0} | 0 choices",
                "{'type':'Discrete','n':99999999999999999999} | must be a whole number below 2^63",
                "{'type':'Discrete','n':3,'start':9223372036854775807} | none beyond",
                "{'type':'MultiBinary','n':[100000,100000]} | 1 to 2^31 - 1 numbers",
                "{'type':'MultiDiscrete','nvec':[[2,3],[4]]} | here.nvec does not have the shape [2, 2]",
                "{'type':'Box','dtype':'complex64','shape':[1],'low':[0],'high':[1]} | the dtype 'complex64'",
                "{'type':'Box','dtype':'float32','shape':[2],'low':[0],'high':[1,1]} | here.low does not have the"
                        + " shape [2]",
                "{'type':'Box','dtype':'float32','shape':[1000000000,1000000000],'low':0,'high':1} | here.low does not",
                "{'type':'Box','dtype':'float32','shape':[1],'low':[NaN],'high':[1]} | not a number",
                "{'type':'Box','dtype':'float32','shape':[1],'low':['a'],'high':[1]} | something else than numbers",
                "{'type':'Box','dtype':'float32','shape':[-1],'low':[0],'high':[1]} | has the size '-1'",
            })
    void whatIsWrongIsSaid(String text, String problem) {
        assertThatThrownBy(() -> SpaceReader.read("here", text.replace('\'', '"')))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(problem.replaceAll("\\s+$", ""));
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"type\":\"Tuple\",\"subspaces\":[".repeat(10_000) + "]}".repeat(10_000);
        assertThatThrownBy(() -> SpaceReader.read("here", deep))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("here is not JSON, or nested too deep");
    }
}
