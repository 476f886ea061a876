/** What every tracker that keeps metrics needs: which steps are kept already, names of files, pictures' bytes. */
@NullMarked
package io.leeway.trackers.keeping;

import org.jspecify.annotations.NullMarked;
