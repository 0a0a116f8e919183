// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.UserKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Ids that mean something to one store or another, the same ones in every run. */
public final class StrangeIds {
  private static final List<String> PIECES =
      List.of(
          "' OR '1'='1",
          "'; DROP TABLE mneme.memory; --",
          "$$; SET ROLE postgres; $$",
          "%",
          "_",
          "{\"$ne\": null}",
          "{\"$gt\": \"\"}",
          "$where",
          "owner.",
          "owner:* OR ",
          "*:*",
          "[* TO *]",
          "/.*/",
          "~2^9",
          "{\"match_all\":{}}",
          "../",
          "/",
          "=2F",
          "\\",
          " ",
          "|",
          "inês",
          "健二");

  private final Random random;

  public StrangeIds(long seed) {
    this.random = new Random(seed);
  }

  /** Another one at each call. */
  public String next() {
    StringBuilder id = new StringBuilder();
    for (int pieces = 1 + random.nextInt(2); pieces > 0; pieces--) {
      id.append(random.nextInt(3) == 0 ? letters() : PIECES.get(random.nextInt(PIECES.size())));
    }
    return id.append(random.nextInt(1_000_000)).toString();
  }

  /**
   * Users of such ids, each with those that a careless adapter would take for the same: tenant and
   * user swapped, run together elsewhere, in capitals, with a space behind, and wildcards.
   *
   * @param families users who are not alike
   */
  public Set<UserKey> users(int families) {
    Set<UserKey> users = new LinkedHashSet<>();
    for (int i = 0; i < families; i++) {
      String tenant = next();
      String user = next();
      users.add(new UserKey(tenant, user));
      users.add(new UserKey(user, tenant));
      users.add(new UserKey(tenant + user.charAt(0), user.substring(1)));
      users.add(new UserKey(tenant, user.toUpperCase(Locale.ROOT)));
      users.add(new UserKey(tenant, user + " "));
      users.add(new UserKey(tenant, "*"));
      users.add(new UserKey(tenant, "%"));
    }
    return users;
  }

  private String letters() {
    return random
        .ints(1 + random.nextInt(6), 0x20, 0x3000)
        .filter(c -> !Character.isISOControl(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
