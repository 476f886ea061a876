package io.leeway.report.html;

import io.leeway.report.Palette;
import io.leeway.report.Report;
import io.leeway.report.Section;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.TrajectoryMap.Group;
import io.leeway.report.picture.MapPicture;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report in files. Equal reports give equal bytes. */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page, and each map as a picture beside it: {@code trajectories.svg}, then {@code trajectories-2.svg}
     * and so on. A file is written aside and moved into place, so that it is never half there.
     *
     * @param file the page, such as {@code report.html}; its directory is made where it does not exist
     * @throws LeewayException if a file cannot be written, naming it and what to do
     */
    public static void write(Report report, Path file) {
        Palette palette = Palette.of(report);
        int maps = 0;
        for (Section section : report.sections()) {
            if (section instanceof TrajectoryMap map) {
                maps++;
                String name = maps == 1 ? "trajectories.svg" : "trajectories-" + maps + ".svg";
                String picture = new MapPicture(map)
                        .standalone(palette.looks(
                                map.groups().stream().map(Group::name).toList()));
                replace(file.resolveSibling(name), picture);
            }
        }
        replace(file, HtmlPage.of(report));
    }

    private static void replace(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Staged.write(file, aside -> Files.writeString(aside, text));
        } catch (IOException e) {
            throw new LeewayException(
                    "The report '" + file + "' could not be written: " + FileProblem.text(e) + ". Make the directory"
                            + " writable or free some space, then run the same command again.",
                    e);
        }
    }
}
