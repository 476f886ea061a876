/** Tests. */
@NullMarked
package io.leeway.dashboard.web;

import org.jspecify.annotations.NullMarked;
