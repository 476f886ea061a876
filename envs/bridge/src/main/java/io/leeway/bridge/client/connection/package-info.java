/**
 * A connection to one server: where it is, how it is secured and timed, what its failures mean, and outlasting them.
 */
@NullMarked
package io.leeway.bridge.client.connection;

import org.jspecify.annotations.NullMarked;
