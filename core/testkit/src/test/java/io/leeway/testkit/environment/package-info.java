@NullMarked
package io.leeway.testkit.environment;

import org.jspecify.annotations.NullMarked;
