/** The network of a server: addresses, TLS, tokens and limits. */
@NullMarked
package io.leeway.bridge.server.transport;

import org.jspecify.annotations.NullMarked;
