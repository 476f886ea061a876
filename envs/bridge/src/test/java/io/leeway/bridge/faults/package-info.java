/** Networks and certificates that fail, for tests here and of the packaged command. */
@NullMarked
package io.leeway.bridge.faults;

import org.jspecify.annotations.NullMarked;
