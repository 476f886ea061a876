package io.leeway.testkit.environment;

import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lamps say: numbers, flags, texts and groups, some of them of some lamps alone. */
record LampInfos(Lamps lamps, Set<String> wanted) {
    /** Returns the columns of the lamps that say anything; none if there are none. */
    Map<String, Info> of(double[] brightness, boolean[] saying) {
        Map<String, Info> infos = new LinkedHashMap<>();
        boolean[] bright = saying.clone();
        for (int i = 0; i < bright.length; i++) {
            bright[i] &= brightness[i] > 0;
        }
        boolean none = !AutoresetContract.any(saying);
        if (none || (wanted.isEmpty() && !lamps.has(Lamps.Fault.INFOS_NOT_ASKED_FOR))) {
            return infos;
        }
        double[] watts = new double[bright.length];
        Arrays.setAll(
                watts, i -> bright[i] || lamps.has(Lamps.Fault.VALUE_WHERE_THE_MASK_SAYS_NONE) ? brightness[i] : 0);
        long[] flags = new long[bright.length];
        Arrays.setAll(flags, i -> saying[i] ? lamps.has(Lamps.Fault.FLAG_IS_TWO) ? 2 : 1 : 0);
        String[] words = new String[bright.length];
        Arrays.setAll(words, i -> bright[i] || lamps.has(Lamps.Fault.TEXT_WHERE_THE_MASK_SAYS_NONE) ? "bright" : "");
        infos.put("watts", numbers(ElementType.FLOAT64, new Value.Reals(watts), bright));
        infos.put("on", numbers(ElementType.BOOL, new Value.Integers(flags), mask(saying)));
        infos.put("word", new Info.Texts(List.of(words), bright));
        boolean[] group = lamps.has(Lamps.Fault.GROUP_LACKS_WHAT_A_PART_HAS) ? new boolean[bright.length] : bright;
        infos.put(
                "group",
                new Info.Group(Map.of("watts", numbers(ElementType.FLOAT64, new Value.Reals(watts), bright)), group));
        if (!wanted.equals(VectorOptions.ALL_INFOS) && !lamps.has(Lamps.Fault.INFOS_NOT_ASKED_FOR)) {
            infos.keySet().retainAll(wanted);
            infos.keySet().removeIf(name -> name.equals("word") && lamps.has(Lamps.Fault.INFOS_MISSING));
        }
        return infos;
    }

    private boolean[] mask(boolean[] present) {
        return lamps.has(Lamps.Fault.MASK_TOO_SHORT) ? Arrays.copyOf(present, present.length - 1) : present.clone();
    }

    private static Info numbers(ElementType type, Value values, boolean[] present) {
        return new Info.Numbers(type, List.of(), values, present.clone());
    }
}
