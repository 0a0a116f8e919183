// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One person of one tenant: the unit of order, of sharding and of isolation.
 *
 * <p>In subjects, object keys and partition keys both parts appear as tokens: ASCII letters,
 * digits, {@code -} and {@code _} stand for themselves, every other UTF-8 byte is {@code =XX}. So
 * no id, whatever its author put into it, can add a level to a subject or a step to a path.
 *
 * @param tenant 1 to 128 characters, none of them a control character
 * @param user 1 to 128 characters, none of them a control character
 */
public record UserKey(String tenant, String user) implements Comparable<UserKey> {
  /** Owner of the events that are about the audit log itself; nobody can capture as this tenant. */
  public static final UserKey SYSTEM = new UserKey("mneme", "log");

  private static final int LONGEST = 128;
  private static final String EXPECTED =
      "1 to " + LONGEST + " characters without control characters";

  public UserKey {
    FieldErrors errors = new FieldErrors();
    errors.check(valid(tenant), Extensions.TENANT, tenant, EXPECTED);
    errors.check(valid(user), Extensions.USER_ID, user, EXPECTED);
    errors.throwIfAny();
  }

  /**
   * The owner of an event.
   *
   * @throws InvalidEventException if tenant or userid is missing or malformed
   */
  public static UserKey of(CloudEvent event) {
    FieldErrors errors = new FieldErrors();
    String tenant = extension(event, Extensions.TENANT);
    String user = extension(event, Extensions.USER_ID);
    errors.check(tenant != null && valid(tenant), Extensions.TENANT, tenant, EXPECTED);
    errors.check(user != null && valid(user), Extensions.USER_ID, user, EXPECTED);
    errors.throwIfAny();
    return new UserKey(String.valueOf(tenant), String.valueOf(user));
  }

  /** The tenant as one subject token or path step. */
  public String tenantToken() {
    return token(tenant);
  }

  /** The user as one subject token or path step. */
  public String userToken() {
    return token(user);
  }

  // Written out, as hashCode: what the JDK makes of a record is made at the first call, of classes
  // that no cache holds, and the first event of every start would wait for it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UserKey key && tenant.equals(key.tenant) && user.equals(key.user);
  }

  @Override
  public int hashCode() {
    return 31 * tenant.hashCode() + user.hashCode();
  }

  /** By tenant, then by user. */
  @Override
  public int compareTo(UserKey other) {
    int byTenant = tenant.compareTo(other.tenant);
    return byTenant == 0 ? user.compareTo(other.user) : byTenant;
  }

  /** {@code tenant/user} in tokens: the value of the {@code partitionkey} extension. */
  public String partitionKey() {
    return tenantToken() + "/" + userToken();
  }

  private static @Nullable String extension(CloudEvent event, String name) {
    Object value = event.getExtension(name);
    return value == null ? null : value.toString();
  }

  private static boolean valid(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    boolean ascii = true;
    for (int i = 0; i < id.length(); i++) {
      if (Character.isISOControl(id.charAt(i))) {
        return false;
      }
      ascii &= id.charAt(i) < 0x80;
    }
    return ascii || StandardCharsets.UTF_8.newEncoder().canEncode(id);
  }

  /** {@code tenant.user} in tokens: the end of each subject of this owner. */
  public String lane() {
    return tenantToken() + "." + userToken();
  }

  /**
   * The owner whose {@link #lane} it is.
   *
   * @throws IllegalArgumentException if it is nobody's
   */
  public static UserKey ofLane(String lane) {
    int dot = lane.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("lane: expected <tenant>.<user>, found " + lane);
    }
    return new UserKey(id(lane.substring(0, dot)), id(lane.substring(dot + 1)));
  }

  /** Any id as one subject token or path step. */
  public static String token(String id) {
    StringBuilder token = new StringBuilder(id.length());
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      if (plain(b)) {
        token.append((char) b);
      } else {
        token.append(String.format("=%02X", b & 0xff));
      }
    }
    return token.toString();
  }

  /**
   * The id that {@link #token} wrote.
   *
   * @throws IllegalArgumentException if it wrote no such token
   */
  public static String id(String token) {
    ByteArrayOutputStream id = new ByteArrayOutputStream(token.length());
    for (int i = 0; i < token.length(); i++) {
      if (token.charAt(i) == '=' && i + 2 < token.length()) {
        id.write(HexFormat.fromHexDigits(token, i + 1, i + 3));
        i += 2;
      } else {
        id.write(token.charAt(i));
      }
    }
    String found = id.toString(StandardCharsets.UTF_8);
    if (!token(found).equals(token)) {
      throw new IllegalArgumentException("token: expected an id's token, found " + token);
    }
    return found;
  }

  private static boolean plain(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_';
  }
}
