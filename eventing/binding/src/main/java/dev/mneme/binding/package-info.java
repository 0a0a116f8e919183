/**
 * CloudEvents as NATS messages, in the shape of the transports of CloudEvents sdk-java, which has
 * none for NATS. It follows the CloudEvents NATS protocol binding 1.0.2, and of Mneme it uses only
 * the encoding of header values, which HTTP shares.
 */
@NullMarked
package dev.mneme.binding;

import org.jspecify.annotations.NullMarked;
