// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an object of one user lies: {@code <tenant>/<user>/<area>/<name>}, each step encoded as in
 * subjects. No key can be made that lies outside its owner's prefix.
 */
public final class ObjectKey {
  /** S3 takes no longer keys. */
  private static final int LONGEST = 1024;

  /** What {@link #of} makes below a prefix; no dot begins a step, none follows another. */
  private static final Pattern RELATIVE =
      Pattern.compile("[a-z]+/[A-Za-z0-9_=-]+(?:\\.[A-Za-z0-9_=-]+)*");

  private final String path;

  private ObjectKey(String path) {
    this.path = path;
  }

  /**
   * The key of one object.
   *
   * @param name of any characters, such as the id of a memory or the version of a model
   * @throws InvalidEventException if the key would be too long
   */
  public static ObjectKey of(UserKey owner, Area area, String name) {
    String prefix = prefix(owner, area);
    int room = LONGEST - prefix.length() - area.suffix().length();
    if (room < 1) {
      throw InvalidEventException.of(
          "tenant, userid", owner.tenant() + ", " + owner.user(), "shorter ids");
    }
    String step = UserKey.token(name);
    if (step.isEmpty() || step.length() > room) {
      throw InvalidEventException.of(
          "subject", name, "1 to " + room + " characters when encoded as a path step");
    }
    String path = prefix + step + area.suffix();
    return new ObjectKey(path);
  }

  /** What every key of a user begins with. */
  static String prefix(UserKey owner) {
    return owner.partitionKey() + "/";
  }

  /** What every key of a user's area begins with. */
  static String prefix(UserKey owner, Area area) {
    return prefix(owner) + area.step() + "/";
  }

  /** The name that {@link #of} made a key of; empty if it made no such key. */
  static Optional<String> name(UserKey owner, Area area, String path) {
    String prefix = prefix(owner, area);
    if (!path.startsWith(prefix) || !path.endsWith(area.suffix())) {
      return Optional.empty();
    }
    String step = path.substring(prefix.length(), path.length() - area.suffix().length());
    try {
      return Optional.of(UserKey.id(step));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** A path that somebody else wrote, if it could have been made by {@link #of} for this owner. */
  static Optional<ObjectKey> parse(UserKey owner, String path) {
    return path.length() <= LONGEST
            && path.startsWith(prefix(owner))
            && RELATIVE.matcher(path.substring(prefix(owner).length())).matches()
        ? Optional.of(new ObjectKey(path))
        : Optional.empty();
  }

  /** The key as S3 knows it. */
  public String path() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectKey key && key.path.equals(path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
