/**
 * Answers a question out of what was found among one's own memories, each sentence with the
 * memories it rests on. A language model may write it, if one is configured; what it cannot cite is
 * not told.
 */
@NullMarked
package dev.mneme.recall.ask;

import org.jspecify.annotations.NullMarked;
