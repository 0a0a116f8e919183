/**
 * An issuer of tokens for one person's machine, where there is no identity provider. Whoever can
 * read the home's key can be anybody there, just as whoever can read the home can read everything.
 */
@NullMarked
package dev.mneme.local.identity;

import org.jspecify.annotations.NullMarked;
