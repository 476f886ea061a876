@NullMarked
package io.leeway.testkit.agent;

import org.jspecify.annotations.NullMarked;
