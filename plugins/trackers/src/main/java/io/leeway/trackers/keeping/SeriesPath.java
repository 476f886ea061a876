package io.leeway.trackers.keeping;

import java.nio.file.Path;

/** The place of a series below a tracker's folder: a folder for each part of its name. */
public final class SeriesPath {
    private SeriesPath() {}

    /**
     * Returns the place of a series. What no file system takes in a name is replaced by an underscore, and so are names
     * that lead elsewhere.
     *
     * @param ending what the last part ends with, such as {@code .csv}
     */
    public static Path of(Path folder, String series, String ending) {
        Path place = folder;
        String[] parts = series.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].replaceAll("[^A-Za-z0-9._ -]", "_");
            part = part.isEmpty() || part.matches("\\.+") ? "_" + part : part;
            place = place.resolve(i == parts.length - 1 ? part + ending : part);
        }
        return place;
    }
}
