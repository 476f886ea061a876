package io.leeway.tensorflow.bench;

import io.leeway.spi.Benchmark;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.update.AgentConfig;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark of agents' updates a second, the drawing of batches included; beside d3rlpy, doing the same in turn.
 * The data is noise, which makes no difference to the time.
 */
public final class AgentBenchmark implements Benchmark {
    private static final List<MeasuredAgent> COMPARED = List.of(MeasuredAgent.TD3_BC, MeasuredAgent.IQL);

    private final AgentBenchmarkConfig config;
    private final Components components;
    private final RandomSource random;
    private final Device device;

    /** Creates the benchmark. */
    @Inject
    public AgentBenchmark(AgentBenchmarkConfig config, Components components, RandomSource random, Device device) {
        this.config = config;
        this.components = components;
        this.random = random;
        this.device = device;
    }

    @Override
    public Map<String, Object> run(Progress progress) {
        Dataset dataset = NoiseDataset.of(config.transitions(), config.observation(), config.action(), random);
        Task task = new Task(config.observation(), config.action());
        ExperienceSource experience =
                components.with(Task.class, task).with(Dataset.class, dataset).create(config.experience());
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> rates = new LinkedHashMap<>();
        Map<String, Object> shares = new LinkedHashMap<>();
        Map<String, Object> others = new LinkedHashMap<>();
        Map<String, Object> ratios = new LinkedHashMap<>();
        long measurements = (config.agents().size() + 1L) * (config.repeats() + 1);
        try (PythonWork d3rlpy = start(config.d3rlpy());
                Progress.Task shown = progress.begin("Measuring", measurements, "times")) {
            double gflops = MatrixProducts.bestGflops(device, config.repeats(), shown);
            figures.put("sgemm_gflops", gflops);
            for (MeasuredAgent measured : config.agents()) {
                String name = measured.key();
                try (Agent agent = measured.create(network(), task, dataset, random.split(name), device)) {
                    experience.refresh(agent, 0);
                    boolean compared = d3rlpy != null && COMPARED.contains(measured);
                    double[] seconds = medians(agent, experience, compared ? d3rlpy : null, name, shown);
                    rates.put(name, config.updates() / seconds[0]);
                    double operations = operations(measured);
                    if (operations > 0) {
                        shares.put(name, operations * 1e-9 * config.updates() / seconds[0] / gflops);
                    }
                    if (compared) {
                        others.put(name, config.updates() / seconds[1]);
                        ratios.put(name, seconds[1] / seconds[0]);
                    }
                }
            }
        }
        figures.put("updates_per_s", rates);
        if (!shares.isEmpty()) {
            figures.put("share_of_sgemm", shares);
        }
        if (!others.isEmpty()) {
            figures.put("d3rlpy_updates_per_s", others);
            figures.put("speedup", ratios);
        }
        return figures;
    }

    private @Nullable PythonWork start(@Nullable String python) {
        if (python == null) {
            return null;
        }
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(config.batch()),
                String.valueOf(config.observation()),
                String.valueOf(config.action()),
                String.valueOf(config.transitions()),
                String.valueOf(config.updates())));
        config.hidden().forEach(size -> arguments.add(size.toString()));
        return PythonWork.start(python, "d3rlpy_agents.py", arguments, "d3rlpy: name it with --d3rlpy");
    }

    private AgentConfig network() {
        return new AgentConfig(0.99, 0.005, 3e-4, 1e-5, config.batch(), config.hidden(), true, 1, 0);
    }

    /** Returns the seconds of a measurement here, and in the other process where there is one. */
    private double[] medians(
            Agent agent, ExperienceSource experience, @Nullable PythonWork other, String name, Progress.Task shown) {
        double[] ours = new double[config.repeats()];
        double[] theirs = new double[config.repeats()];
        for (int i = -1; i < config.repeats(); i++) {
            long began = System.nanoTime();
            agent.update(experience, config.updates());
            double seconds = (System.nanoTime() - began) * 1e-9;
            double otherSeconds = other == null ? 0 : other.seconds(name);
            if (i >= 0) {
                ours[i] = seconds;
                theirs[i] = otherSeconds;
            }
            shown.advance(1, i < 0 ? name + ", warming up" : name);
        }
        return new double[] {Benchmark.median(ours), Benchmark.median(theirs)};
    }

    private double operations(MeasuredAgent measured) {
        double actor = pass(config.observation(), config.action());
        double critic = pass(config.observation() + config.action(), 1);
        double value = pass(config.observation(), 1);
        return measured.operations(actor, critic, value) * config.batch();
    }

    private double pass(int in, int out) {
        double products = 0;
        int from = in;
        for (int size : config.hidden()) {
            products += (double) from * size;
            from = size;
        }
        return 2 * (products + (double) from * out);
    }
}
