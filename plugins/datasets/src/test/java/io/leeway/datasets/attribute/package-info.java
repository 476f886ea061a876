@NullMarked
package io.leeway.datasets.attribute;

import org.jspecify.annotations.NullMarked;
