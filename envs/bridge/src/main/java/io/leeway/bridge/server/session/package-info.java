/** Sessions of clients: streams, sequence of requests, kept replies, and their end. */
@NullMarked
package io.leeway.bridge.server.session;

import org.jspecify.annotations.NullMarked;
