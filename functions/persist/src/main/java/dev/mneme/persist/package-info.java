/**
 * Keeps classified memories: the block as an object in S3, then its row in Postgres, once for each
 * event however often it comes. It also counts towards the training of its owner's model.
 */
@NullMarked
package dev.mneme.persist;

import org.jspecify.annotations.NullMarked;
