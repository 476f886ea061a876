/** Injectors and scopes: the one place where Guice constructs components. */
@NullMarked
package io.leeway.wiring.inject;

import org.jspecify.annotations.NullMarked;
