package io.leeway.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in Markdown: its headings' anchors, as GitHub makes them, and its links. */
final class MarkdownPage {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]*]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
    private static final Pattern IMAGE_IN_LINK = Pattern.compile("!\\[[^\\[\\]]*]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern CODE = Pattern.compile("(`+)(?!`).*?(?<!`)\\1(?!`)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

    private final Path file;
    private final List<String> prose;

    private MarkdownPage(Path file, List<String> prose) {
        this.file = file;
        this.prose = prose;
    }

    /** Reads a page and leaves out its blocks of code. */
    static MarkdownPage read(Path file) throws IOException {
        List<String> prose = new ArrayList<>();
        String fence = "";
        for (String line : Files.readAllLines(file)) {
            String start = line.strip();
            if (fence.isEmpty() && (start.startsWith("```") || start.startsWith("~~~"))) {
                fence = start.substring(0, 3);
            } else if (fence.isEmpty()) {
                prose.add(line);
            } else if (start.startsWith(fence)) {
                fence = "";
            }
        }
        return new MarkdownPage(file, prose);
    }

    /** Returns each link of the page that leads nowhere, with the page's name and the reason. */
    List<String> brokenLinks(Path root) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : links()) {
            String problem = ELSEWHERE.matcher(link).matches() ? "" : problem(link, root);
            if (!problem.isEmpty()) {
                broken.add(root.relativize(file) + ": " + link + ": " + problem);
            }
        }
        return broken;
    }

    private String problem(String link, Path root) throws IOException {
        URI uri = URI.create(link);
        Path target = uri.getPath().isEmpty()
                ? file
                : file.resolveSibling(uri.getPath()).normalize();
        if (!target.startsWith(root)) {
            return "outside of the repository";
        }
        if (!Files.exists(target)) {
            return "no such file";
        }
        if (uri.getFragment() == null) {
            return "";
        }
        Path page = Files.isDirectory(target) ? target.resolve("README.md") : target;
        return Files.exists(page) && read(page).anchors().contains(uri.getFragment()) ? "" : "no such heading";
    }

    private Set<String> links() {
        Set<String> links = new LinkedHashSet<>();
        // A link's text may go on over the end of a line.
        String text = CODE.matcher(String.join(" ", prose)).replaceAll("code");
        Matcher image = IMAGE_IN_LINK.matcher(text);
        while (image.find()) {
            links.add(image.group(1));
        }
        Matcher link = LINK.matcher(image.replaceAll("image"));
        while (link.find()) {
            links.add(link.group(1));
        }
        return links;
    }

    private Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> times = new HashMap<>();
        for (String line : prose) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = anchor(heading.group(1));
                int before = times.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        String text = LINK.matcher(heading).replaceAll(match -> match.group().replaceAll("^\\[(.*?)].*", "$1"));
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replaceAll("\\s", "-");
    }
}
