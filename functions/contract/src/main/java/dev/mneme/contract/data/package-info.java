/**
 * The data records of Mneme's events, one a type. Adding an optional field is a compatible change;
 * anything else is a new version of the event.
 */
@NullMarked
package dev.mneme.contract.data;

import org.jspecify.annotations.NullMarked;
