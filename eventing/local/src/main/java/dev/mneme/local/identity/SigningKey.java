// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;

/**
 * An RSA key in a file that only its owner can read: what OpenID Connect makes every issuer sign
 * with (Core 1.0, section 15.1).
 */
final class SigningKey {
  private static final String FILE = "rsa.json";

  private static final int BITS = 2048;

  private SigningKey() {}

  /** The folder's key; made where there is none. */
  static RSAKey in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file) ? RSAKey.parse(Files.readString(file)) : made(file);
    } catch (ParseException e) {
      throw new IllegalStateException(file + ": expected a JSON Web Key of RSA", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write " + file, e);
    }
  }

  private static RSAKey made(Path file) throws IOException {
    RSAKey key;
    try {
      key = new RSAKeyGenerator(BITS).keyUse(KeyUse.SIGNATURE).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK makes no keys of RSA", e);
    }
    // Whole or not at all, and never readable by others, not even for a moment.
    Path fresh = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh);
    try (var channel =
        Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(StandardCharsets.UTF_8.encode(key.toJSONString()));
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }
}
