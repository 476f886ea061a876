/** Tests of texts of others. */
@NullMarked
package io.leeway.bridge.text;

import org.jspecify.annotations.NullMarked;
