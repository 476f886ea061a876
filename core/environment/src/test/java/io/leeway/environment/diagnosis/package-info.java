@NullMarked
package io.leeway.environment.diagnosis;

import org.jspecify.annotations.NullMarked;
