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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a policy's most likely actions over a fixed quota of whole episodes.
 *
 * <p>Every episode is reset with a seed of its own and has a fixed place: with n environments, episode e is played by
 * environment e mod n, after those before it. The policy sees batches of a fixed size with every episode in a fixed
 * row. So the returns depend on the policy and the random source alone: not on when episodes end, and not on failures.
 * After one the environments are made anew, and the episodes that were running are played again from their seeds.
 *
 * <p>All environments are one vector. Two halves, of which one is stepped while the policy acts for the other, were
 * slower wherever they were measured: a message costs more than the policy does. An environment without terminal states
 * ends by its time limit.
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
        @Nullable PlayedEpisode[] played = new PlayedEpisode[quota.episodes()];
        PolicyActions actions = PolicyActions.of(environments.spec(), policy);
        int slots = quota.slots();
        EpisodeQueue queue = new EpisodeQueue(seeds, slots, 0, slots, played);
        try (EpisodeGroup group = new EpisodeGroup(environments, actions, queue)) {
            while (group.running()) {
                advance(group, policy);
            }
        }
        return Arrays.stream(played).<PlayedEpisode>map(Objects::requireNonNull).toList();
    }

    private void advance(EpisodeGroup group, Policy policy) {
        try {
            group.advance(policy);
        } catch (EnvironmentException failure) {
            group.restart();
            if (group.restarts() > quota.retries()) {
                throw gaveUp(group, failure);
            }
            progress.say(group.names() + " failed (" + failure.getMessage() + "); playing again, retry "
                    + group.restarts() + " of " + quota.retries());
            if (failure.kind() != EnvironmentException.Kind.ENVIRONMENT_ERROR) {
                patience.pauseAfter(group.restarts());
            }
        }
    }

    private EnvironmentException gaveUp(EpisodeGroup group, EnvironmentException failure) {
        String text = String.valueOf(failure.getMessage());
        return new EnvironmentException(
                failure.kind(),
                group.names() + " failed with " + failure.kind().words() + " after " + quota.retries()
                        + " retries (evaluation.retries; 'leeway evaluate --retries N'): " + text
                        + (text.endsWith(".") ? " " : ". ")
                        + remedy(failure.kind()),
                failure);
    }

    private String remedy(EnvironmentException.Kind kind) {
        return switch (kind) {
            case ENVIRONMENT_ERROR -> "The environment itself fails: its log may say why.";
            case TIMEOUT ->
                "Give it longer, or step fewer environments at once (evaluation.at-once is " + quota.atOnce() + ").";
            case LOST_SESSION ->
                "See that the server is up and reachable ('leeway env ping'), and whether its machine is"
                        + " short of memory.";
        };
    }

    /** Returns the mean of returns. */
    public static double mean(double[] returns) {
        return Arrays.stream(returns).average().orElse(Double.NaN);
    }
}
