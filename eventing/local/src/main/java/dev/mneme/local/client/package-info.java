/** The requests that a client of a running system makes: capture, recall and proofs. */
@NullMarked
package dev.mneme.local.client;

import org.jspecify.annotations.NullMarked;
