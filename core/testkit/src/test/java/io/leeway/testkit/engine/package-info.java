@NullMarked
package io.leeway.testkit.engine;

import org.jspecify.annotations.NullMarked;
