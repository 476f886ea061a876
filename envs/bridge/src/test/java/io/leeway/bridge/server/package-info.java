/** Tests of the server, over real sockets. */
@NullMarked
package io.leeway.bridge.server;

import org.jspecify.annotations.NullMarked;
