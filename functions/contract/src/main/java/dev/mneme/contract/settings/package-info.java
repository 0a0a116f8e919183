/**
 * How every process of Mneme is configured: environment variables with the prefix {@code MNEME_}. A
 * missing, malformed or unknown key stops the process at start, with the key's name and what was
 * expected.
 */
@NullMarked
package dev.mneme.contract.settings;

import org.jspecify.annotations.NullMarked;
