// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import io.nats.client.NKey;
import io.nats.client.support.JsonSerializable;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** An operator with a system account and one account with JetStream, as nsc would make them. */
final class Operator {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String UNLIMITED =
      """
      "subs":-1,"data":-1,"payload":-1,"imports":-1,"exports":-1,"wildcards":true,"conn":-1,\
      "leaf":-1,"mem_storage":-1,"disk_storage":-1,"streams":-1,"consumer":-1\
      """;

  private final NKey operator;
  private final NKey system;
  private final NKey account;

  Operator() throws Exception {
    operator = NKey.createOperator(RANDOM);
    system = NKey.createAccount(RANDOM);
    account = NKey.createAccount(RANDOM);
  }

  /** The server's configuration: everything it needs to know in itself. */
  String configuration() throws GeneralSecurityException, IOException {
    String operatorJwt = jwt(operator, "operator", "{\"type\":\"operator\",\"version\":2}");
    return """
    operator: %s
    system_account: %s
    resolver: MEMORY
    resolver_preload: {
      %s: %s
      %s: %s
    }
    """
        .formatted(
            operatorJwt,
            id(system),
            id(system),
            jwt(system, "system", "{\"type\":\"account\",\"version\":2}"),
            id(account),
            jwt(
                account,
                "account",
                "{\"type\":\"account\",\"version\":2,\"limits\":{" + UNLIMITED + "}}"));
  }

  /** A file of credentials as Synadia Cloud gives them out. */
  Path user(Path file) throws GeneralSecurityException, IOException {
    NKey user = NKey.createUser(RANDOM);
    String jwt = JwtUtils.issueUserJWT(account, id(account), id(user));
    return Files.writeString(
        file, JwtUtils.NATS_USER_JWT_FORMAT.formatted(jwt, new String(user.getSeed())));
  }

  private String jwt(NKey subject, String name, String claims)
      throws GeneralSecurityException, IOException {
    JsonSerializable nats = () -> claims;
    return JwtUtils.issueJWT(
        operator, id(subject), name, null, JwtUtils.currentTimeSeconds(), id(operator), nats);
  }

  private static String id(NKey key) throws GeneralSecurityException, IOException {
    return new String(key.getPublicKey());
  }
}
