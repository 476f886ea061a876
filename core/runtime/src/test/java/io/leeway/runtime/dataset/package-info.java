/** Tests of work on datasets: collecting, describing, checking and rewriting them. */
@NullMarked
package io.leeway.runtime.dataset;

import org.jspecify.annotations.NullMarked;
