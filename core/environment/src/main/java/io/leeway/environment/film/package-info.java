/** Films of episodes as animated GIFs. */
@NullMarked
package io.leeway.environment.film;

import org.jspecify.annotations.NullMarked;
