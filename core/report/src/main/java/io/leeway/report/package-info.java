/** What a run shows when it is done: a table for the terminal and a page that needs nothing but a browser. */
@NullMarked
package io.leeway.report;

import org.jspecify.annotations.NullMarked;
