package io.leeway.cli;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** What is a plugin: every package of ours that is not the core's. */
final class Plugins {
    private static final Set<String> CORE = Set.of(
            "spi",
            "wiring",
            "environment",
            "report",
            "datasettools",
            "experiment",
            "dashboard",
            "cli",
            "testkit",
            "proto");

    static final DescribedPredicate<JavaClass> CLASSES = DescribedPredicate.describe("are of a plugin", type -> {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 && parts[0].equals("io") && parts[1].equals("leeway") && !CORE.contains(parts[2]);
    });

    private Plugins() {}
}
