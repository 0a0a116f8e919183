/**
 * The gateway: the only way in from outside. It checks what comes, keeps audio in the object store,
 * and says yes only once JetStream has stored the event.
 */
@NullMarked
package dev.mneme.capture;

import org.jspecify.annotations.NullMarked;
