/** Tests of evaluation against closed forms. */
@NullMarked
package io.leeway.environment.evaluation;

import org.jspecify.annotations.NullMarked;
