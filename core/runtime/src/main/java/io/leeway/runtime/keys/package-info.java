/** What configuration records say of their keys. */
@NullMarked
package io.leeway.runtime.keys;

import org.jspecify.annotations.NullMarked;
