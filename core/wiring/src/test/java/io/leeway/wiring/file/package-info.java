/** Tests of files. */
@NullMarked
package io.leeway.wiring.file;

import org.jspecify.annotations.NullMarked;
