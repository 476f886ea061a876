/** How fast environments of a server step. */
@NullMarked
package io.leeway.bridge.bench;

import org.jspecify.annotations.NullMarked;
