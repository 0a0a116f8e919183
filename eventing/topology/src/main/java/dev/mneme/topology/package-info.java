/**
 * Streams, consumers and routes, written once under {@code manifests} and read here for local runs,
 * for tests and for servers without NACK. Applying it creates and updates, and never destroys.
 */
@NullMarked
package dev.mneme.topology;

import org.jspecify.annotations.NullMarked;
