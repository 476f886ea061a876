/** Attributes of datasets with their types, which descriptions hold as text. */
@NullMarked
package io.leeway.datasets.attribute;

import org.jspecify.annotations.NullMarked;
