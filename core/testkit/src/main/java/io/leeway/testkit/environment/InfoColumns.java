package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.support.check.ValueCopies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The assertions on columns of infos, and their parts. */
final class InfoColumns {
    private InfoColumns() {}

    /** Asserts that every column has as many values as there are environments, and nothing where its mask says so. */
    static void assertSound(Map<String, Info> infos, int count) {
        infos.forEach((name, info) -> assertSound("the info '" + name + "'", info, count));
    }

    private static void assertSound(String name, Info info, int count) {
        assertThat(info.present()).as(name + "'s mask").hasSize(count);
        if (info instanceof Info.Numbers numbers) {
            double[] values = doubles(name, numbers);
            int size = numbers.shape().stream().reduce(1, Math::multiplyExact);
            assertThat(values).as(name + "'s values").hasSize(count * size);
            for (int i = 0; i < values.length; i++) {
                boolean present = info.present()[i / size];
                assertThat(present || values[i] == 0)
                        .as("%s is %s for environment %d, which has none", name, values[i], i / size)
                        .isTrue();
                assertThat(numbers.type() != ElementType.BOOL || values[i] == 0 || values[i] == 1)
                        .as("%s, a flag, is %s for environment %d", name, values[i], i / size)
                        .isTrue();
            }
        } else if (info instanceof Info.Texts texts) {
            assertThat(texts.values()).as(name + "'s texts").hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(info.present()[i] || texts.values().get(i).isEmpty())
                        .as(
                                "%s is '%s' for environment %d, which has none",
                                name, texts.values().get(i), i)
                        .isTrue();
            }
        } else if (info instanceof Info.Items items) {
            assertThat(items.values()).as(name + "'s values").hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(info.present()[i] || items.values().get(i) instanceof Info.Nothing)
                        .as(
                                "%s is %s for environment %d, which has none",
                                name, items.values().get(i), i)
                        .isTrue();
            }
        } else if (info instanceof Info.Group group) {
            group.columns().forEach((part, column) -> {
                assertSound(name + "." + part, column, count);
                for (int i = 0; i < count; i++) {
                    assertThat(group.present()[i] || !column.present()[i])
                            .as("%s.%s is there for environment %d, which has no %s", name, part, i, name)
                            .isTrue();
                }
            });
        }
    }

    private static double[] doubles(String name, Info.Numbers numbers) {
        if (numbers.type().isReal()) {
            assertThat(numbers.values()).as(name + " of " + numbers.type()).isInstanceOf(Value.Reals.class);
            return numbers.values().reals();
        }
        assertThat(numbers.values()).as(name + " of " + numbers.type()).isInstanceOf(Value.Integers.class);
        return Arrays.stream(((Value.Integers) numbers.values()).values())
                .asDoubleStream()
                .toArray();
    }

    /** Returns what one environment says, by name. */
    static Map<String, Object> of(Map<String, Info> infos, int environment, int count) {
        Map<String, Object> said = new TreeMap<>();
        infos.forEach((name, info) -> {
            if (info.present()[environment]) {
                said.put(name, of(info, environment, count));
            }
        });
        return said;
    }

    private static Object of(Info info, int environment, int count) {
        if (info instanceof Info.Numbers numbers) {
            Object values = ValueCopies.element(ValueCopies.snapshot(numbers.values()), environment, count);
            return List.of(numbers.type(), numbers.shape(), values);
        } else if (info instanceof Info.Texts texts) {
            return texts.values().get(environment);
        }
        if (info instanceof Info.Items items) {
            boolean[] one = {true};
            Info alone = new Info.Items(List.of(items.values().get(environment)), one);
            return ValueCopies.snapshotInfos(Map.of("", alone));
        }
        return of(((Info.Group) info).columns(), environment, count);
    }
}
