/** Tests of evaluation against closed forms. */
@NullMarked
package io.leeway.runtime.evaluation;

import org.jspecify.annotations.NullMarked;
