package io.leeway.datasets.behaviour;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several behaviours, of which one plays each episode, drawn anew where an episode begins; of every environment from a
 * random stream of its own. Those that do not play see the episode as well.
 */
public final class MixtureBehaviour implements Behaviour {
    private static final String NAME = "The behaviour 'mixture'";

    private final MixtureConfig config;
    private final List<Behaviour> behaviours;

    /** Creates the behaviour, and those that it is made of. */
    @Inject
    public MixtureBehaviour(MixtureConfig config, Components components) {
        this.config = config;
        this.behaviours = config.behaviours().stream().map(components::create).toList();
    }

    @Override
    public String identity() {
        return behaviours.stream()
                .map(Behaviour::identity)
                .filter(identity -> !identity.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        List<Player> players = new ArrayList<>();
        try {
            int actionSize = ActionCodec.of(environments.spec()).size();
            for (Behaviour behaviour : behaviours) {
                players.add(behaviour.start(environments, count, random.split("behaviour-" + players.size())));
            }
            return new Mixture(players, config.shares(), count, actionSize, random.split("choice"));
        } catch (LeewayException refused) {
            players.forEach(Player::close);
            throw new LeewayException(
                    NAME + " cannot play in " + environments.spec().id() + ". " + refused.getMessage(), refused);
        }
    }

    private static final class Mixture implements Player {
        private final List<Player> players;
        private final double[] shares;
        private final int actionSize;
        private final RandomSource[] streams;
        private final int[] chosen;

        Mixture(List<Player> players, double[] shares, int count, int actionSize, RandomSource random) {
            this.players = players;
            this.shares = shares;
            this.actionSize = actionSize;
            streams = new RandomSource[count];
            chosen = new int[count];
            for (int i = 0; i < count; i++) {
                streams[i] = random.split(i);
                chosen[i] = draw(streams[i]);
            }
        }

        @Override
        public void act(double[] observations, boolean[] begun, double[] actions) {
            for (int i = 0; i < chosen.length; i++) {
                if (begun[i]) {
                    chosen[i] = draw(streams[i]);
                }
            }
            double[] proposed = new double[actions.length];
            for (int player = 0; player < players.size(); player++) {
                players.get(player).act(observations, begun, proposed);
                for (int i = 0; i < chosen.length; i++) {
                    if (chosen[i] == player) {
                        System.arraycopy(proposed, i * actionSize, actions, i * actionSize, actionSize);
                    }
                }
            }
        }

        private int draw(RandomSource stream) {
            double left = stream.nextDouble();
            int last = 0;
            for (int i = 0; i < shares.length; i++) {
                if (shares[i] > 0) {
                    last = i;
                    if (left < shares[i]) {
                        return i;
                    }
                }
                left -= shares[i];
            }
            return last;
        }

        @Override
        public void close() {
            players.forEach(Player::close);
        }
    }
}
