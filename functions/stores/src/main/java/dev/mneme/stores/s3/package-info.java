// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * S3 as far as one bucket of small objects needs it, over the JDK's own connections: the SDK's
 * client is 2,000 classes, a fifth of a cold start. It knows no user and no memory.
 */
@NullMarked
package dev.mneme.stores.s3;

import org.jspecify.annotations.NullMarked;
