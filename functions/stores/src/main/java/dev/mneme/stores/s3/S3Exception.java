// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import java.io.IOException;

/**
 * S3 did not do what it was asked for; the message has its status, its code and its request's id.
 */
final class S3Exception extends IOException {
  S3Exception(String method, Trouble trouble) {
    super(method + " was answered by " + trouble);
  }
}
