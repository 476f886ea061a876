package io.leeway.datasets.d4rl;

import io.leeway.spi.data.DatasetFormat;
import io.leeway.testkit.data.DatasetFormatContract;
import io.leeway.testkit.data.RandomEpisodes;
import java.util.EnumSet;
import java.util.Set;

class D4rlFormatContractTest extends DatasetFormatContract {
    @Override
    protected DatasetFormat format() {
        return new D4rlFormat(new D4rlFormatConfig(1, TimeoutsMeaning.AUTO, 0));
    }

    @Override
    protected String fileName() {
        return "random.hdf5";
    }

    @Override
    protected Set<RandomEpisodes.Kind> kinds() {
        return EnumSet.of(RandomEpisodes.Kind.TYPES, RandomEpisodes.Kind.SHAPES);
    }
}
