package io.leeway.tensorflow.agent.update;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.tensorflow.graph.Adam;
import io.leeway.tensorflow.graph.Gradients;
import io.leeway.tensorflow.graph.Mlp;
import io.leeway.tensorflow.graph.Parameters;
import io.leeway.tensorflow.graph.Polyak;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.layer.Expressions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The tools that an algorithm makes its networks and its updates with. */
public final class Workbench {
    private final Program program;
    private final Task task;
    private final AgentConfig config;
    private final RandomSource random;
    private final IdentityHashMap<Parameters, Optimizer> optimizers = new IdentityHashMap<>();
    private @Nullable UpdateInputs inputs;

    public Workbench(Program program, Task task, AgentConfig config, RandomSource random) {
        this.program = program;
        this.task = task;
        this.config = config;
        this.random = random;
    }

    public Program program() {
        return program;
    }

    public Task task() {
        return task;
    }

    public AgentConfig config() {
        return config;
    }

    public Expressions math() {
        return new Expressions(program.ops());
    }

    /** Returns where the first weights of a network come from. */
    public RandomSource random(String name) {
        return random.split(name);
    }

    /** Makes a network with the configured hidden layers. */
    public Perceptron network(String name, int in, int out) {
        return network(name, new Mlp(in, config.hidden(), out));
    }

    private Perceptron network(String name, Mlp shape) {
        return new Perceptron(program, shape, shape.create(program, name, random(name)));
    }

    /**
     * Makes networks that map an observation and an action to a value, {@code critic-0} and so on; those of discrete
     * actions tell the values of all choices at once.
     */
    public List<? extends ActionValue> critics(int count) {
        return task.choices() == null ? critics(count, false) : choiceCritics(count);
    }

    /** Makes such networks of discrete actions. */
    public List<ChoiceValue> choiceCritics(int count) {
        List<ChoiceValue> critics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            critics.add(new ChoiceValue(network("critic-" + i, task.observationSize(), task.actionSize())));
        }
        return critics;
    }

    /** Makes such networks of continuous actions, with layer normalisation or without. */
    public List<Perceptron> critics(int count, boolean layerNorm) {
        Mlp shape = new Mlp(task.observationSize() + task.actionSize(), config.hidden(), 1, layerNorm);
        List<Perceptron> critics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            critics.add(network("critic-" + i, shape));
        }
        return critics;
    }

    /** Makes networks that follow others. */
    public List<ActionValue> targets(List<? extends ActionValue> originals) {
        List<ActionValue> targets = new ArrayList<>();
        for (int i = 0; i < originals.size(); i++) {
            targets.add(originals.get(i).target("critic-" + i + "-target"));
        }
        return targets;
    }

    /** Begins an update: what it is fed is added to these inputs. */
    public void begin(UpdateInputs begun) {
        inputs = begun;
        optimizers.values().forEach(Optimizer::begin);
    }

    /** Returns other transitions than those of the update's first minibatch, drawn anew at each update. */
    public Minibatch minibatch() {
        return current().minibatch();
    }

    /** Returns standard normal numbers, one row a transition, drawn anew at each update. */
    public Operand<TFloat32> normals(int columns) {
        return current().normals(config.batch(), columns);
    }

    /** Returns standard normal numbers, drawn anew at each update. */
    public Operand<TFloat32> normals(int rows, int columns) {
        return current().normals(rows, columns);
    }

    /** Returns numbers from -1 to 1, drawn evenly and anew at each update. */
    public Operand<TFloat32> uniforms(int rows, int columns) {
        return current().uniforms(rows, columns);
    }

    /** Takes one step of Adam down the gradient of a loss, by all of the given weights at once. */
    public void minimize(Operand<TFloat32> loss, double learningRate, List<Parameters> by) {
        List<Operand<TFloat32>> weights = new ArrayList<>();
        by.forEach(parameters -> weights.addAll(parameters.read()));
        List<Operand<TFloat32>> gradients = Gradients.of(program, loss, weights);
        int from = 0;
        for (Parameters parameters : by) {
            int to = from + parameters.all().size();
            step(parameters, gradients.subList(from, to), learningRate);
            from = to;
        }
    }

    private void step(Parameters parameters, List<Operand<TFloat32>> gradients, double learningRate) {
        Optimizer optimizer = optimizers.computeIfAbsent(parameters, made -> new Optimizer(new Adam(program, made)));
        int index = optimizer.next();
        Operand<TFloat32> rate = current().scalar(done -> Adam.rate(learningRate, optimizer.step(done, index)));
        Operand<TFloat32> epsilon =
                current().scalar(done -> Adam.epsilon(config.adamEpsilon(), optimizer.step(done, index)));
        optimizer.adam.apply(gradients, rate, epsilon);
    }

    /** Moves targets by the configured fraction towards their originals. */
    public void follow(List<? extends ActionValue> targets, List<? extends ActionValue> originals) {
        for (int i = 0; i < targets.size(); i++) {
            Polyak.move(program, targets.get(i).parameters(), originals.get(i).parameters(), config.polyak());
        }
    }

    private UpdateInputs current() {
        if (inputs == null) {
            throw new IllegalStateException("Only an update draws numbers and takes steps");
        }
        return inputs;
    }

    /** Adam for some weights, which may step several times in an update. */
    private static final class Optimizer {
        private final Adam adam;
        private int stepsInUpdate;

        Optimizer(Adam adam) {
            this.adam = adam;
        }

        void begin() {
            stepsInUpdate = 0;
        }

        int next() {
            return stepsInUpdate++;
        }

        /** Returns which step it is, counted from 1, once a whole update is built. */
        long step(long updatesDone, int index) {
            return updatesDone * stepsInUpdate + index + 1;
        }
    }
}
