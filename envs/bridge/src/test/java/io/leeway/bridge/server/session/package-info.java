@NullMarked
package io.leeway.bridge.server.session;

import org.jspecify.annotations.NullMarked;
