package io.leeway.environment;

import io.leeway.spi.Configured;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.keys.Key;
import io.leeway.wiring.registry.Nearest;
import io.leeway.wiring.registry.Registered;
import io.leeway.wiring.registry.RegisteredId;
import io.leeway.wiring.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The component that an environment's id stands for, with its configuration. */
final class EnvironmentChoice {
    private static final String CLIENT = "grpc";
    private static final String TARGET = "target";
    private static final String TARGETS = "targets";
    private static final Set<String> SERVED = Set.of(TARGET, TARGETS);
    private static final String ID = "id";

    private final Registry registry;
    private final Configurations configurations;

    EnvironmentChoice(Registry registry) {
        this.registry = registry;
        this.configurations = new Configurations(registry);
    }

    /** Returns the component that a registered id stands for, with its keys alone. */
    Configured<Environments> of(EnvironmentId id) {
        return configurations.choose(Environments.class, id.component(), id.id(), declared(id));
    }

    /** Returns the component of an id, of a component's name, or of a server, where the settings have one. */
    Configured<Environments> of(String id, String source, List<Setting> settings) {
        Optional<EnvironmentId> registered = registry.environmentIds().stream()
                .map(RegisteredId::id)
                .filter(each -> each.id().equals(id))
                .findFirst();
        String component = registered.map(EnvironmentId::component).orElse(id);
        boolean served = settings.stream().map(EnvironmentChoice::key).anyMatch(SERVED::contains);
        if (served && keys(component).stream().noneMatch(SERVED::contains)) {
            return configurations.choose(Environments.class, CLIENT, source, ofServer(id, source, settings));
        } else if (registry.lookup(Environments.class, component).isEmpty()) {
            throw unknown(id);
        }
        List<Setting> all =
                new ArrayList<>(registered.map(EnvironmentChoice::declared).orElse(List.of()));
        all.addAll(settings);
        return configurations.choose(Environments.class, component, source, all);
    }

    private static List<Setting> declared(EnvironmentId id) {
        return id.keys().entrySet().stream()
                .map(entry -> new Setting(id.id(), entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<String> keys(String component) {
        return registry
                .lookup(Environments.class, component)
                .map(registered -> Key.of(registered.component().configuration()))
                .orElse(List.of())
                .stream()
                .map(Key::name)
                .toList();
    }

    /** Keys of the client are the client's, and so is what looks like one of them; the rest is the environment's. */
    private List<Setting> ofServer(String id, String source, List<Setting> settings) {
        registry.find(Environments.class, CLIENT);
        List<String> client =
                keys(CLIENT).stream().filter(key -> !key.equals(ID)).toList();
        List<Setting> all = new ArrayList<>();
        for (Setting setting : settings) {
            String name = key(setting);
            boolean meant = name.contains("-") || client.contains(name.replace('_', '-'));
            all.add(meant ? setting : EnvironmentOptions.argument(setting));
        }
        all.add(new Setting(source, ID, Setting.ofValue(ID, id).value()));
        return all;
    }

    private static String key(Setting setting) {
        return setting.path().split("[.\\[]", 2)[0];
    }

    private LeewayException unknown(String id) {
        List<String> ids =
                registry.environmentIds().stream().map(each -> each.id().id()).toList();
        List<String> components = registry.ofKind(Environments.class).stream()
                .map(Registered::component)
                .map(component -> component.name())
                .toList();
        TreeSet<String> known =
                new TreeSet<>(Stream.concat(ids.stream(), components.stream()).toList());
        String broken = registry.problems().isEmpty()
                ? ""
                : " Some plugins could not be used: " + registry.problems().get(0) + ".";
        return new LeewayException("There is no environment '" + id + "'." + Nearest.question(id, known)
                + (known.isEmpty() ? " No plugin offers any." : " There are: " + String.join(", ", known) + ".")
                + " An environment of a server is made with the option '" + TARGET
                + "', the server's address, such as 127.0.0.1:50051." + broken);
    }
}
