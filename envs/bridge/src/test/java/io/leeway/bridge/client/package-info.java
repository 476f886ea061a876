/** Tests of the client against real servers, over real sockets. */
@NullMarked
package io.leeway.bridge.client;

import org.jspecify.annotations.NullMarked;
