/** The server of the page: who may ask, what is answered, and what is done. */
@NullMarked
package io.leeway.dashboard.web;

import org.jspecify.annotations.NullMarked;
