/** Tests that start the packaged command as a process, as a user does. */
@NullMarked
package io.leeway.cli.process;

import org.jspecify.annotations.NullMarked;
