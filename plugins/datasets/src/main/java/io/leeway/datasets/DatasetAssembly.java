package io.leeway.datasets;

import io.leeway.spi.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the recordings of several streams together, one after the other. */
final class DatasetAssembly {
    private DatasetAssembly() {}

    static Dataset of(FlatSpaces spaces, EpisodeRecorder[] recorders, Map<String, String> provenance) {
        List<EpisodeRecorder.Episode> episodes = new ArrayList<>();
        for (EpisodeRecorder recorder : recorders) {
            recorder.finish();
            episodes.addAll(recorder.episodes());
        }
        int count = episodes.size();
        int[] lengths = new int[count];
        boolean[] terminated = new boolean[count];
        boolean[] truncated = new boolean[count];
        int steps = 0;
        for (int i = 0; i < count; i++) {
            lengths[i] = episodes.get(i).length();
            terminated[i] = episodes.get(i).terminated();
            truncated[i] = episodes.get(i).truncated();
            steps = Math.addExact(steps, lengths[i]);
        }
        float[] observations = new float[Math.multiplyExact(steps + count, spaces.observationSize())];
        float[] actions = new float[Math.multiplyExact(steps, spaces.actionSize())];
        float[] rewards = new float[steps];
        int observationsEnd = 0;
        int actionsEnd = 0;
        int rewardsEnd = 0;
        for (EpisodeRecorder recorder : recorders) {
            observationsEnd = recorder.copyObservations(observations, observationsEnd);
            actionsEnd = recorder.copyActions(actions, actionsEnd);
            rewardsEnd = recorder.copyRewards(rewards, rewardsEnd);
        }
        return new Dataset(
                spaces.observationSize(),
                spaces.actionSize(),
                observations,
                actions,
                rewards,
                lengths,
                terminated,
                truncated,
                provenance);
    }
}
