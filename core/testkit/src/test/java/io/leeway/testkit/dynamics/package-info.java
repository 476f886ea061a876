@NullMarked
package io.leeway.testkit.dynamics;

import org.jspecify.annotations.NullMarked;
