/** What every plugin sees first: how a component is offered, configured and created. */
@NullMarked
package io.leeway.spi;

import org.jspecify.annotations.NullMarked;
