// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

/** An object is larger than this process is willing to hold in memory. */
final class ObjectTooLargeException extends RuntimeException {
  ObjectTooLargeException(String path, long bytes, long most) {
    super(path + " has " + bytes + " bytes, more than " + most);
  }
}
