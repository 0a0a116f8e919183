/**
 * Questions over one's own memories: the nearest of them by embedding, with an answer taken from
 * the best. It reads one user's memories only, by row security and by construction, and writes
 * nothing.
 */
@NullMarked
package dev.mneme.recall;

import org.jspecify.annotations.NullMarked;
