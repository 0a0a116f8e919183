/**
 * Questions over one's own memories: searched by words and by meaning, with an answer taken from
 * the best. It reads one user's memories only, by row security and by construction, and writes
 * none.
 */
@NullMarked
package dev.mneme.recall;

import org.jspecify.annotations.NullMarked;
