/**
 * Finds the people a text names: by given names and by what stands beside them, in the scripts that
 * have capital letters, and in Japanese, Chinese and Korean. Nobody's memories went into it.
 */
@NullMarked
package dev.mneme.classify.people;

import org.jspecify.annotations.NullMarked;
