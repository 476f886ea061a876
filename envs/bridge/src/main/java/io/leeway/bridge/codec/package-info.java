/** Spaces, values, infos and pictures as the environment service carries them, bit for bit. */
@NullMarked
package io.leeway.bridge.codec;

import org.jspecify.annotations.NullMarked;
