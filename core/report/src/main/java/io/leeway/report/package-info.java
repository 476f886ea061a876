/**
 * The sections of a report, which is shown as a table for the terminal and as a page that needs nothing but a browser.
 */
@NullMarked
package io.leeway.report;

import org.jspecify.annotations.NullMarked;
