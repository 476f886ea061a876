/** The served environments: their threads, the commands that run on them, and the failures of these. */
@NullMarked
package io.leeway.bridge.server.environment;

import org.jspecify.annotations.NullMarked;
