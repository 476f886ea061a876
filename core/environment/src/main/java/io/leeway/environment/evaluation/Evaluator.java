package io.leeway.environment.evaluation;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.ActionSpaces;
import io.leeway.spi.support.Patience;
import io.leeway.spi.support.PolicyActions;
import java.util.Arrays;
import java.util.List;

/**
 * An evaluation of a policy's most likely actions over a fixed quota of whole episodes.
 *
 * <p>Every episode is reset with a seed of its own, and the policy sees batches of a fixed size with every episode in a
 * fixed row: of n rows, episode e has row e mod n. So the returns depend on the policy and the random source alone: not
 * on when episodes end, where they are played, and not on failures. After one the environments are made anew, and the
 * episodes that were running are played again from their seeds.
 *
 * <p>Where there are several {@linkplain Environments#places places}, each plays episodes in a vector of its own, as
 * they come; one that fails gives its episodes to the others, and one that has nothing left plays what others are slow
 * with too. In each place all environments are one vector. Two halves, of which one is stepped while the policy acts
 * for the other, were slower wherever they were measured: a message costs more than the policy does. An environment
 * without terminal states ends by its time limit.
 */
public final class Evaluator {
    private final Environments environments;
    private final Quota quota;
    private final long[] seeds;
    private final Progress progress;
    private final Patience patience;

    /**
     * Prepares evaluations that all play the same episodes.
     *
     * @param random where the episodes' seeds come from
     * @param progress is told of episodes that are played again
     * @throws LeewayException if no policy can act in the environments, saying why
     */
    public Evaluator(Environments environments, Quota quota, RandomSource random, Progress progress) {
        this(environments, quota, random, progress, Patience.SLEEPING);
    }

    Evaluator(Environments environments, Quota quota, RandomSource random, Progress progress, Patience patience) {
        this.environments = environments;
        this.quota = quota;
        this.seeds = new long[quota.episodes()];
        Arrays.setAll(seeds, episode -> random.split(episode).nextLong() >>> 1);
        EnvironmentSpec spec = environments.spec();
        ActionSpaces.choices(spec.id(), spec.actionSpace()); // refuses those that no policy acts in
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Returns the undiscounted return of each episode.
     *
     * @throws EnvironmentException if episodes failed more often than the quota allows, naming them
     * @throws LeewayException if the policy cannot act in the environments, or an episode has not ended after 100,000
     *     steps
     */
    public double[] evaluate(Policy policy) {
        return play(policy).stream()
                .mapToDouble(PlayedEpisode::undiscountedReturn)
                .toArray();
    }

    /** Returns the episodes, by number; see {@link #evaluate}. */
    public List<PlayedEpisode> play(Policy policy) {
        PolicyActions actions = PolicyActions.of(environments.spec(), policy);
        List<Environments> places = environments.places();
        int rows = quota.slots();
        int each = (rows - 1) / places.size() + 1;
        EpisodePool pool = new EpisodePool(seeds, rows);
        List<EpisodeGroup> groups = places.stream()
                .map(place -> new EpisodeGroup(place, actions, new EpisodeLanes(pool, each)))
                .toList();
        try (EpisodePlay play = new EpisodePlay(pool, groups, new PlayFailures(quota, progress, patience))) {
            play.run(policy);
        }
        return pool.played();
    }

    /** Returns the mean of returns. */
    public static double mean(double[] returns) {
        return Arrays.stream(returns).average().orElse(Double.NaN);
    }
}
