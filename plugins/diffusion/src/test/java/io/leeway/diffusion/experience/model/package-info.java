@NullMarked
package io.leeway.diffusion.experience.model;

import org.jspecify.annotations.NullMarked;
