package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.Benchmark;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Windows;
import io.leeway.spi.support.WindowCutter;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The benchmark of how fast a file becomes a dataset, and a dataset windows; beside h5py, reading the same arrays in
 * turn.
 *
 * <p>Counted are the bytes of the arrays that loading reads, and h5py reads those: observations, actions, rewards,
 * terminals, and where the file has them timeouts and {@code next_observations}.
 */
public final class D4rlBenchmark implements Benchmark {
    private static final int BATCH = 1024;
    private static final double GATHER_SECONDS = 1;

    private final D4rlBenchmarkConfig config;
    private final RandomSource random;

    /** Creates the benchmark. */
    @Inject
    public D4rlBenchmark(D4rlBenchmarkConfig config, RandomSource random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        double[] loads = new double[config.repeats()];
        double[] cuts = new double[config.repeats()];
        double[] others = new double[config.repeats()];
        Map<String, Object> figures = new LinkedHashMap<>();
        double megabytes;
        List<String> names;
        try (Hdf5Input file = Hdf5Input.open(config.file())) {
            List<Hdf5Array> arrays = readWhole(file);
            megabytes = arrays.stream().mapToDouble(D4rlBenchmark::bytes).sum() * 1e-6;
            names = arrays.stream().map(array -> array.path().substring(1)).toList();
        }
        Windows windows = null;
        String python = config.python();
        try (Progress.Task task =
                        progress.begin("Loading " + config.file().getFileName(), config.repeats() + 1L, "times");
                H5pyReading h5py = python == null ? null : H5pyReading.start(python, config.file(), names)) {
            for (int i = -1; i < config.repeats(); i++) {
                windows = null;
                System.gc();
                long began = System.nanoTime();
                Dataset dataset = load();
                long loaded = System.nanoTime();
                windows = cut(dataset);
                long cut = System.nanoTime();
                double other = h5py == null ? 0 : h5py.seconds();
                if (i >= 0) {
                    loads[i] = (loaded - began) * 1e-9;
                    cuts[i] = (cut - loaded) * 1e-9;
                    others[i] = other;
                }
                task.advance(1, i < 0 ? "warming up" : "");
            }
        }
        if (windows == null) {
            throw new IllegalStateException("at least one repeat was made");
        }
        figures.put("file", String.valueOf(config.file().getFileName()));
        figures.put("steps", windows.dataset().steps());
        figures.put("episodes", windows.dataset().episodes());
        figures.put("windows", windows.count());
        figures.put("repeats", config.repeats());
        figures.put("load_s", Benchmark.median(loads));
        figures.put("megabytes_per_s", megabytes / Benchmark.median(loads));
        figures.put("cut_s", Benchmark.median(cuts));
        figures.put("windows_per_s", gather(windows));
        figures.put("heap_megabytes", heap());
        if (python != null) {
            figures.put("h5py_megabytes_per_s", megabytes / Benchmark.median(others));
            figures.put("ratio_to_h5py", Benchmark.median(others) / Benchmark.median(loads));
        }
        return figures;
    }

    private List<Hdf5Array> readWhole(Hdf5Input file) {
        D4rlColumns columns = D4rlColumns.of(file);
        List<Hdf5Array> arrays = new ArrayList<>(
                List.of(columns.observations(), columns.actions(), columns.rewards(), columns.terminals()));
        Stream.of(columns.timeouts(), columns.nextObservations())
                .filter(Objects::nonNull)
                .forEach(arrays::add);
        return arrays;
    }

    private static double bytes(Hdf5Array array) {
        return array.shape().stream().reduce((long) array.type().bytes(), Math::multiplyExact);
    }

    private Dataset load() {
        try (Hdf5Input file = Hdf5Input.open(config.file())) {
            D4rlColumns columns = D4rlColumns.of(file);
            return D4rlLoader.load(file, columns, new EpisodeRules(TimeoutsMeaning.AUTO, 0), true, Map.of());
        }
    }

    private Windows cut(Dataset dataset) {
        TrajectoryLayout layout = TrajectoryLayout.of(dataset.observationSize(), dataset.actionSize());
        return WindowCutter.cut(dataset, layout, config.horizon(), config.stride(), 0)
                .training();
    }

    /** Returns how many windows a second are copied into batches, drawn at random. */
    private double gather(Windows windows) {
        int size = windows.horizon() * windows.layout().width();
        float[] batch = new float[BATCH * size];
        double[] rates = new double[config.repeats()];
        for (int i = -1; i < rates.length; i++) {
            long began = System.nanoTime();
            long end = began + (long) (GATHER_SECONDS / config.repeats() * 1e9);
            long gathered = 0;
            do {
                for (int row = 0; row < BATCH; row++) {
                    windows.gather(random.nextInt(windows.count()), batch, row * size);
                }
                gathered += BATCH;
            } while (System.nanoTime() < end);
            if (i >= 0) {
                rates[i] = gathered / ((System.nanoTime() - began) * 1e-9);
            }
        }
        return Benchmark.median(rates);
    }

    /** Returns the memory of the heap that is in use, while the dataset is. */
    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) * 1e-6;
    }
}
