/**
 * The compiled anchor contract and its deployment, which happens once per chain. The artifact is
 * committed; a test compiles its source again and compares.
 */
@NullMarked
package dev.mneme.audit.contract;

import org.jspecify.annotations.NullMarked;
