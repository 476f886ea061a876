package io.leeway.experiment.diagnosis;

import io.leeway.report.Facts;
import io.leeway.report.Report;
import io.leeway.report.html.HtmlReport;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a diagnosis: the page {@code report.html}, the picture {@code diagnosis.png}, and all figures in
 * {@code diagnosis.json}.
 *
 * @param folder made where it is missing
 */
public record DiagnosisFolder(Path folder) {
    private static final String REPORT = "report.html";
    private static final String PICTURE = "diagnosis.png";
    private static final String FIGURES = "diagnosis.json";

    /**
     * Writes them and returns the page.
     *
     * @param name of what was diagnosed
     * @param facts what was compared with what
     * @throws LeewayException if they cannot be written, or the folder has a report of something else
     */
    public Path write(DiagnosisResult result, String name, Facts facts) {
        Path page = folder.resolve(REPORT);
        if (Files.exists(page) && !Files.exists(folder.resolve(FIGURES))) {
            throw new LeewayException("The folder " + folder + " has a " + REPORT + " that is not of a diagnosis."
                    + " Choose another folder with --out, or move it away.");
        }
        Folders.create(folder);
        Json.write(folder.resolve(FIGURES), result.tree());
        String summary = String.join(", ", result.sources().keySet()) + ": "
                + "what there is to learn from, beside real data that is held out.";
        Report report = new DiagnosisReport(result).report("Diagnosis of " + name, summary, facts);
        HtmlReport.write(report, page);
        DiagnosisPicture.write(report, new DiagnosisReport(result), folder.resolve(PICTURE));
        return page;
    }
}
