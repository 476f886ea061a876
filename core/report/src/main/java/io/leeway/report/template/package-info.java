/** Mustache templates of pages and pictures, with all texts escaped. */
@NullMarked
package io.leeway.report.template;

import org.jspecify.annotations.NullMarked;
