/** The common ground of contracts: small datasets, checkpoints to compare and to damage, numerical gradients. */
@NullMarked
package io.leeway.testkit;

import org.jspecify.annotations.NullMarked;
