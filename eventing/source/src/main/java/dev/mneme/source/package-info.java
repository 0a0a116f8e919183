/**
 * From a JetStream consumer to a function over HTTP and back: pull, post, publish the replies,
 * acknowledge. An event is acknowledged only after its replies or its dead letter are stored.
 */
@NullMarked
package dev.mneme.source;

import org.jspecify.annotations.NullMarked;
