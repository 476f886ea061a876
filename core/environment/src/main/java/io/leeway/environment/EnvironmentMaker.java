package io.leeway.environment;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.Progress;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.Environment;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.wiring.config.ConfigurationException;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.inject.ProcessModule;
import io.leeway.wiring.registry.PluginProblem;
import io.leeway.wiring.registry.RegisteredId;
import io.leeway.wiring.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A maker of environments by id and options, as {@code gymnasium.make} and {@code gymnasium.make_vec} do.
 *
 * <p>An id is one that a plugin registers, such as {@code maze2d-umaze-v1}, or the name of a component, such as
 * {@code maze2d}. Options are the component's keys; they replace what the id says, and all that are wrong are named
 * together.
 *
 * <p>With the option {@code target}, HOST:PORT or unix:PATH, or {@code targets}, a list of them, the environment of
 * that id is a server's, or that of several. Options that are keys of the component {@code grpc} ({@code tls},
 * {@code token-file}, {@code step-timeout} and so on) say how to reach it; every other option is a keyword argument of
 * the environment's constructor, like those of {@code gymnasium.make}. One whose name is a key of {@code grpc} too goes
 * into a map under {@code kwargs}.
 */
public final class EnvironmentMaker {
    private final Registry registry;
    private final EnvironmentChoice choice;
    private final Components components;

    private EnvironmentMaker(Registry registry) {
        this.registry = registry;
        choice = new EnvironmentChoice(registry);
        components = ComponentScope.of(registry, new ProcessModule(Progress.NONE, Device.AUTO))
                .unseeded();
    }

    /** Returns what makes the environments of the plugins on the class path. */
    public static EnvironmentMaker load() {
        return of(Registry.load(null));
    }

    /** Returns what makes the environments of a registry's plugins. */
    public static EnvironmentMaker of(Registry registry) {
        return new EnvironmentMaker(registry);
    }

    /** Returns the ids that plugins register, in order. */
    public List<EnvironmentId> ids() {
        return registry.environmentIds().stream().map(RegisteredId::id).toList();
    }

    /** Returns what is wrong with plugins, and with the values of the keys that ids stand for. */
    public List<PluginProblem> problems() {
        List<PluginProblem> problems = new ArrayList<>(registry.problems());
        for (RegisteredId registered : registry.environmentIds()) {
            try {
                choice.of(registered.id());
            } catch (ConfigurationException wrong) {
                problems.add(new PluginProblem(
                        registered.origin().location(),
                        registered.origin().plugin(),
                        "environment id '" + registered.id().id() + "': " + wrong.getMessage()));
            }
        }
        return problems;
    }

    /** Makes one environment with its time limit, without options or pictures. */
    public Environment make(String id) {
        return make(id, Map.of());
    }

    /** Makes one environment with its time limit, without pictures. */
    public Environment make(String id, Map<String, ?> options) {
        return make(id, options, false);
    }

    /**
     * Makes one environment with its time limit. It closes what made it, such as a connection, with itself.
     *
     * @param id a registered id, a component's name, or that of a server's environment
     * @param options by name: texts, numbers, booleans, constants, paths, durations, lists or maps
     * @param rendered whether {@link Environment#render} is needed
     * @throws io.leeway.spi.LeewayException if there is no such environment, listing what there is
     * @throws ConfigurationException with everything that is wrong with the options
     */
    public Environment make(String id, Map<String, ?> options, boolean rendered) {
        VectorOptions one = VectorOptions.of(1, AutoresetMode.DISABLED);
        return Environment.of(makeVector(id, options, rendered ? one.withPictures() : one));
    }

    /** Makes environments that are stepped together, without options. */
    public VectorEnvironment makeVector(String id, VectorOptions vector) {
        return makeVector(id, Map.of(), vector);
    }

    /**
     * Makes environments that are stepped together. They close what made them, such as a connection, with themselves.
     *
     * @param id a registered id, a component's name, or that of a server's environment
     * @param options by name: texts, numbers, booleans, constants, paths, durations, lists or maps
     * @param vector how many, and how they are made
     * @throws io.leeway.spi.LeewayException if there is no such environment, listing what there is
     * @throws ConfigurationException with everything that is wrong with the options
     */
    public VectorEnvironment makeVector(String id, Map<String, ?> options, VectorOptions vector) {
        Environments environments = environments(id, options);
        try {
            return new OwnedEnvironments(environments.make(vector), environments);
        } catch (RuntimeException | Error failure) {
            environments.close();
            throw failure;
        }
    }

    /** Returns what makes environments of an id, as {@link #makeVector} does; the caller closes it. */
    public Environments environments(String id, Map<String, ?> options) {
        return environments(id, id, EnvironmentOptions.settings(options));
    }

    /**
     * Returns what makes environments of an id, as a user asks for them in words.
     *
     * @param source what problems of keys that are missing call the whole
     * @param settings the options
     */
    public Environments environments(String id, String source, List<Setting> settings) {
        return components.create(choice(id, source, settings));
    }

    /** Returns the component that {@link #environments} would make, with its configuration. */
    public Configured<Environments> choice(String id, String source, List<Setting> settings) {
        return choice.of(id, source, settings);
    }
}
