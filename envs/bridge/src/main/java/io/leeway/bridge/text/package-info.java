/** Texts of others, as they may be shown. */
@NullMarked
package io.leeway.bridge.text;

import org.jspecify.annotations.NullMarked;
