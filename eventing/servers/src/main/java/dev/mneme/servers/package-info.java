/**
 * Real servers as child processes: NATS JetStream, Postgres, S3, a document store that speaks
 * MongoDB's wire protocol, OpenSearch, Elasticsearch and an EVM node, each out of pinned packages.
 * A child never outlives its parent: it is on a leash that ends it when the parent is gone, however
 * that came about.
 */
@NullMarked
package dev.mneme.servers;

import org.jspecify.annotations.NullMarked;
