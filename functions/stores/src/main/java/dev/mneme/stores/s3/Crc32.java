// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** The checksum by which S3 refuses a body that broke on its way. */
final class Crc32 {
  private Crc32() {}

  /** Big-endian, as the header wants it. */
  static String base64(byte[] body) {
    CRC32 checksum = new CRC32();
    checksum.update(body);
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }
}
