/**
 * Scores of variants over runs and tasks: aggregates with bootstrapped intervals (Agarwal et al. 2021), paired
 * differences with Holm's correction, and expected scores under an online budget (Jackson et al. 2025).
 */
@NullMarked
package io.leeway.report.statistics.scores;

import org.jspecify.annotations.NullMarked;
