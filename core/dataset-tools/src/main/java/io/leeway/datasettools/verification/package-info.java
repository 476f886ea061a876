/** Rules that a sound dataset keeps to, and the places where one breaks them. */
@NullMarked
package io.leeway.datasettools.verification;

import org.jspecify.annotations.NullMarked;
