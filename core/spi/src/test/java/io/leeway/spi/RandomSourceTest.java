package io.leeway.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RandomSourceTest {
    /** Computed apart, in Python, from the published algorithms: a change would change every experiment. */
    @Test
    void streamsOfASeedNeverChange() {
        RandomSource root = RandomSource.of(0);
        assertThat(new long[] {root.nextLong(), root.nextLong(), root.nextLong()})
                .containsExactly(-2876861752168352769L, -8295693326842757474L, 4845526356653492932L);
        assertThat(RandomSource.of(-5).nextLong()).isEqualTo(-1123089611217469098L);
        assertThat(RandomSource.of(7).split("denoiser").split(3).nextLong()).isEqualTo(6859581178878416443L);
        assertThat(RandomSource.of(7).split(-1).split("größe").nextLong()).isEqualTo(-1293708608533021205L);
    }

    @Test
    void isTheJdksXoshiro256PlusPlus() {
        RandomSource source = RandomSource.of(42);
        source.restore(new long[] {0x0123456701234567L, 0x1A2B3C4D5E6F7071L, 0x7F00112233445566L, 0x0314152635415926L});
        ByteBuffer state = ByteBuffer.allocate(32);
        for (long word : source.state()) {
            state.putLong(word);
        }
        RandomGenerator expected =
                RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(state.array());
        for (int i = 0; i < 1000; i++) {
            assertThat(source.nextLong()).isEqualTo(expected.nextLong());
        }
    }

    @Test
    void aChildDoesNotDependOnWhatItsParentGave() {
        RandomSource fresh = RandomSource.of(1);
        RandomSource used = RandomSource.of(1);
        for (int i = 0; i < 10; i++) {
            used.nextGaussian();
        }
        assertThat(used.split("child").nextLong())
                .isEqualTo(fresh.split("child").nextLong());
        assertThat(used.split(5).nextLong()).isEqualTo(fresh.split(5).nextLong());
        RandomSource restored = RandomSource.of(1);
        restored.restore(new long[] {1, 2, 3, 4});
        assertThat(restored.split("child").nextLong())
                .isEqualTo(fresh.split("child").nextLong());
    }

    @Test
    void namesAndNumbersAndTheirOrderGiveDifferentStreams() {
        RandomSource root = RandomSource.of(1);
        Set<Long> firsts = new HashSet<>();
        RandomSource[] relatives = {
            root,
            root.split(""),
            root.split("a"),
            root.split("b"),
            root.split("ab"),
            root.split("a").split("b"),
            root.split("b").split("a"),
            root.split("1"),
            root.split(1),
            root.split(-1),
            root.split(0),
            root.split("\0"),
            root.split(1).split(2),
            root.split(2).split(1),
            RandomSource.of(2).split("a")
        };
        for (RandomSource relative : relatives) {
            firsts.add(relative.nextLong());
        }
        assertThat(firsts).hasSize(relatives.length);
    }

    @Test
    void siblingsAreIndependent() {
        RandomSource root = RandomSource.of(3);
        assertUncorrelated(
                i -> root.split(i).nextDouble(), i -> root.split(i + 1).nextDouble());
        RandomSource first = root.split(0);
        RandomSource second = root.split(1);
        assertUncorrelated(i -> first.nextDouble(), i -> second.nextDouble());
        RandomSource parent = RandomSource.of(4);
        RandomSource child = parent.split("child");
        assertUncorrelated(i -> parent.nextDouble(), i -> child.nextDouble());
        assertUncorrelated(i -> RandomSource.of(i).nextDouble(), i -> RandomSource.of(i + 1)
                .nextDouble());
    }

    private static void assertUncorrelated(IntFunction<Double> left, IntFunction<Double> right) {
        int count = 100_000;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (left.apply(i) - 0.5) * (right.apply(i) - 0.5);
        }
        double correlation = 12 * sum / count;
        assertThat(correlation).as("correlation").isCloseTo(0, within(4 / Math.sqrt(count)));
    }

    @Test
    void firstNumbersOfManyChildrenAreUniform() {
        int[] bins = new int[64];
        RandomSource root = RandomSource.of(5);
        for (int i = 0; i < 64_000; i++) {
            bins[(int) (root.split(i).nextDouble() * bins.length)]++;
        }
        double chiSquare = 0;
        for (int bin : bins) {
            chiSquare += (bin - 1000.0) * (bin - 1000.0) / 1000;
        }
        assertThat(chiSquare).as("chi² with 63 degrees of freedom").isBetween(32.0, 104.0);
    }

    @Test
    void gaussianNumbersHaveTheMomentsOfTheStandardNormal() {
        int count = 1_000_000;
        float[] values = new float[count];
        RandomSource.of(6).fillGaussian(values, 0, count);
        double[] moments = new double[5];
        int beyondThree = 0;
        for (float value : values) {
            double power = 1;
            for (int order = 1; order <= 4; order++) {
                power *= value;
                moments[order] += power / count;
            }
            beyondThree += Math.abs(value) > 3 ? 1 : 0;
        }
        assertThat(moments[1]).isCloseTo(0, within(0.004));
        assertThat(moments[2]).isCloseTo(1, within(0.006));
        assertThat(moments[3]).isCloseTo(0, within(0.016));
        assertThat(moments[4]).isCloseTo(3, within(0.04));
        assertThat(beyondThree).as("two-sided tail of 0.0027").isBetween(2490, 2910);
    }

    @Test
    void fillsOnlyTheRangeAskedForAndInOrder() {
        float[] values = new float[6];
        RandomSource.of(8).fillGaussian(values, 2, 5);
        RandomSource same = RandomSource.of(8);
        float[] expected = {
            0, 0, (float) same.nextGaussian(), (float) same.nextGaussian(), (float) same.nextGaussian(), 0
        };
        assertThat(values).isEqualTo(expected);
    }

    @Test
    void goesOnFromAKeptState() {
        RandomSource source = RandomSource.of(9);
        source.nextGaussian();
        long[] kept = source.state();
        double[] expected = {source.nextGaussian(), source.nextDouble(), source.nextInt(10)};
        RandomSource other = RandomSource.of(10);
        other.nextBytes(new byte[3]);
        other.restore(kept);
        kept[0] = 0;
        assertThat(new double[] {other.nextGaussian(), other.nextDouble(), other.nextInt(10)})
                .isEqualTo(expected);
    }

    @Test
    void refusesAStateThatIsNone() {
        RandomSource source = RandomSource.of(1);
        assertThatThrownBy(() -> source.restore(new long[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A random state is four words, not all zero, but was [0, 0, 0]");
        assertThatThrownBy(() -> source.restore(new long[4])).isInstanceOf(IllegalArgumentException.class);
    }
}
