/** Tests of work on datasets: collecting, describing, checking and rewriting them. */
@NullMarked
package io.leeway.datasettools;

import org.jspecify.annotations.NullMarked;
