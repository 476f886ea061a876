/** A dataset's summary as a PNG. */
@NullMarked
package io.leeway.datasettools.picture;

import org.jspecify.annotations.NullMarked;
