/**
 * What there is to say of transitions, wherever they are from: how true, likely, near, new, varied and cheap they are.
 */
@NullMarked
package io.leeway.environment.diagnosis;

import org.jspecify.annotations.NullMarked;
