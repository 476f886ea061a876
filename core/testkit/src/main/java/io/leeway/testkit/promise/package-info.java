/**
 * The promise of {@code Components}: components that ask for all of it, and the contract that every command keeps it.
 */
@NullMarked
package io.leeway.testkit.promise;

import org.jspecify.annotations.NullMarked;
