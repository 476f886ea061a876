/** Policy guidance whose coefficient is searched for between refreshes. */
@NullMarked
package io.leeway.diffusion.guidance.adaptive;

import org.jspecify.annotations.NullMarked;
