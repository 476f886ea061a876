/**
 * Work on recorded datasets, an episode at a time: what they hold, whether they are sound, and new ones made of them.
 */
@NullMarked
package io.leeway.datasettools;

import org.jspecify.annotations.NullMarked;
