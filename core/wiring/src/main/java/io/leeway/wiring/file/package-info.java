/** Files and folders that are written aside and moved into place, JSON and SHA-256. */
@NullMarked
package io.leeway.wiring.file;

import org.jspecify.annotations.NullMarked;
