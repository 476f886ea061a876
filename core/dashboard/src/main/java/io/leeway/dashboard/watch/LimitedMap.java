package io.leeway.dashboard.watch;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not asked for the longest, so that what is kept stays bounded. */
final class LimitedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    LimitedMap(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
