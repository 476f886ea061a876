package io.leeway.datasets.collect;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recorder of the episodes of one environment, in the types of its spaces. */
final class EpisodeRecorder {
    private final List<Leaf> leaves;
    private final Leaf action;
    private final String place;
    private final int environment;
    private final int capacity;
    private final List<GrowingColumn> observations = new ArrayList<>();
    private final GrowingColumn actions;
    private final InfoRecorder infos;
    private final List<Episode> episodes = new ArrayList<>();
    private double[] rewards = new double[64];
    private @Nullable BigInteger seed;
    private int recorded;
    private int length;

    /**
     * Creates a recorder.
     *
     * @param leaves the parts of an observation
     * @param action the only part of an action
     * @param infoNames which infos are recorded
     * @param place what is recorded, for errors
     * @param environment which one of a vector it is
     * @param capacity how many steps it will record
     */
    EpisodeRecorder(
            List<Leaf> leaves, Leaf action, List<String> infoNames, String place, int environment, int capacity) {
        this.leaves = leaves;
        this.action = action;
        this.place = place;
        this.environment = environment;
        this.capacity = capacity;
        leaves.forEach(leaf -> observations.add(new GrowingColumn(leaf.type(), leaf.shape())));
        actions = new GrowingColumn(action.type(), action.shape());
        infos = new InfoRecorder(infoNames, place);
    }

    /** Returns whether there is room for no more steps. */
    boolean full() {
        return recorded == capacity;
    }

    /**
     * Begins an episode.
     *
     * @param first the parts of the first observations of all environments
     * @param resetInfos the infos of its reset
     * @param begunWith the seed of its reset, or null where it had none
     */
    void begin(List<Value> first, Map<String, Info> resetInfos, @Nullable Long begunWith) {
        seed = begunWith == null ? null : BigInteger.valueOf(begunWith);
        addObservation(first);
        infos.addReset(resetInfos, environment);
    }

    /**
     * Records one step.
     *
     * @param played the actions of all environments
     * @param after the parts of the observations of all environments after it, before any reset
     * @param stepInfos the infos of the step, before any reset
     * @param omitted what {@link VectorEnvironment#omittedInfos} says
     */
    void add(Value played, double reward, List<Value> after, Map<String, Info> stepInfos, List<String> omitted) {
        actions.add(played, environment);
        if (length == rewards.length) {
            rewards = Arrays.copyOf(rewards, length * 2);
        }
        rewards[length] = reward;
        checkFinite(Double.isFinite(reward) ? 0 : reward, "reward");
        length++;
        recorded++;
        addObservation(after);
        infos.addStep(stepInfos, environment, omitted);
    }

    private void addObservation(List<Value> values) {
        for (int i = 0; i < values.size(); i++) {
            checkFinite(observations.get(i).add(values.get(i), environment), "observation");
        }
    }

    private void checkFinite(double wrong, String what) {
        if (wrong != 0) {
            throw new LeewayException("The " + what + " after " + recorded + " steps of " + place + " is " + wrong
                    + ", which a dataset cannot hold: the simulation diverged, or the behaviour drove it too far");
        }
    }

    /** Ends the episode. */
    void end(boolean terminated, boolean truncated) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            columns.put(leaves.get(i).path(), observations.get(i).take());
        }
        columns.put(action.path(), actions.take());
        columns.put(Episode.REWARDS, Column.of(Arrays.copyOf(rewards, length)));
        columns.put(Episode.TERMINATIONS, flags(terminated));
        columns.put(Episode.TRUNCATIONS, flags(truncated));
        infos.take(length, columns);
        episodes.add(new Episode(columns, seed));
        length = 0;
    }

    private Column flags(boolean last) {
        boolean[] flags = new boolean[length];
        flags[length - 1] = last;
        return Column.of(flags);
    }

    /** Ends the recording, and with it an episode that goes on. */
    List<Episode> finish() {
        if (length > 0) {
            end(false, false);
        }
        return episodes;
    }
}
