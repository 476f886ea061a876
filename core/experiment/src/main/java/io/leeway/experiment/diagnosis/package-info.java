/** Sources of experience, side by side: measured, in a table, on a page, in a picture. */
@NullMarked
package io.leeway.experiment.diagnosis;

import org.jspecify.annotations.NullMarked;
