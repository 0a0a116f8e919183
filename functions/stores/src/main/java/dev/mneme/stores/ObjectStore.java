// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.http.AwsSignature;
import dev.mneme.stores.http.BodyTooLargeException;
import dev.mneme.stores.http.Reply;
import dev.mneme.stores.s3.Bucket;
import dev.mneme.stores.s3.Listing;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One bucket of an S3 service. Nothing is connected before the first call. Thread-safe; every
 * method throws {@link TryLaterException} if the service cannot be reached or does not serve.
 *
 * <p>Settings: {@code MNEME_S3_BUCKET}; {@code MNEME_S3_ENDPOINT} for a service that is not AWS,
 * {@code MNEME_S3_REGION} (us-east-1), {@code MNEME_S3_ACCESS_KEY} and {@code MNEME_S3_SECRET_KEY}
 * (else what the machine gives), {@code MNEME_S3_TIMEOUT} (a call with its retries, PT30S), {@code
 * MNEME_S3_MAX_OBJECT_BYTES} (most to read into memory, 64 MiB).
 */
public final class ObjectStore implements AutoCloseable {
  private static final String SHA256 = "x-amz-meta-sha256";
  private static final int PAGE = 1_000;

  private final S3Settings settings;
  private final Bucket s3;
  private final int page;

  private ObjectStore(S3Settings settings, Bucket s3, int page) {
    this.settings = settings;
    this.s3 = s3;
    this.page = page;
  }

  /**
   * Reads the settings, without connecting.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static ObjectStore of(Settings settings) {
    return of(settings, PAGE);
  }

  /**
   * With other pages than S3's own.
   *
   * @param page most entries of a page of a listing
   */
  static ObjectStore of(Settings settings, int page) {
    S3Settings s = S3Settings.of(settings);
    AwsSignature signature = new AwsSignature("s3", s.region(), s.credentials(), Clock.systemUTC());
    return new ObjectStore(s, new Bucket(s.address(), signature, s.timeout()), page);
  }

  /** The bucket's name. */
  public String bucket() {
    return settings.bucket();
  }

  /** How an event refers to an object: {@code s3://<bucket>/<key>}. */
  public URI uri(ObjectKey key) {
    return URI.create("s3://" + bucket() + "/" + key.path());
  }

  /** Puts an object, in place of any other. */
  public URI put(ObjectKey key, byte[] body, String mediaType) {
    return asking(
        () -> {
          s3.put(key.path(), body, headers(body, mediaType));
          return uri(key);
        });
  }

  /**
   * Puts an object unless one lies there; of two at once, one wins.
   *
   * @return whether it was put; false, too, if it was put and the answer lost, as the next attempt
   *     then finds the object of this call: who must know compares
   */
  public boolean putIfAbsent(ObjectKey key, byte[] body, String mediaType) {
    return asking(() -> s3.putIfAbsent(key.path(), body, headers(body, mediaType)));
  }

  /** The bytes of an object, if it is there. */
  public Optional<byte[]> get(ObjectKey key) {
    try {
      return asking(() -> s3.get(key.path(), mostBytes()));
    } catch (BodyTooLargeException e) {
      throw new ObjectTooLargeException(key.path(), e.bytes(), mostBytes());
    }
  }

  /** What is known of an object, if it is there. */
  public Optional<StoredObject> head(ObjectKey key) {
    return asking(() -> s3.head(key.path())).map(ObjectStore::stored);
  }

  /** Deletes an object; it may be absent already. */
  public void delete(ObjectKey key) {
    asking(
        () -> {
          s3.delete(key.path());
          return key;
        });
  }

  /** Names of all objects in an area of one user, in no order that means anything. */
  public Set<String> names(UserKey owner, Area area) {
    Set<String> names = new HashSet<>();
    for (Listing listing : listings(ObjectKey.prefix(owner, area), "")) {
      for (String key : listing.keys()) {
        ObjectKey.name(owner, area, key).ifPresent(names::add);
      }
    }
    return names;
  }

  /** Everybody who has any object. */
  public Set<UserKey> owners() {
    Set<UserKey> owners = new HashSet<>();
    for (String tenant : below("")) {
      for (String prefix : below(tenant)) {
        owner(prefix).ifPresent(owners::add);
      }
    }
    return owners;
  }

  /** Most bytes that {@link #get} reads. */
  long mostBytes() {
    return settings.mostBytes();
  }

  @Override
  public void close() {
    settings.close();
  }

  /** What stands one level below a prefix, each with a slash at its end. */
  private List<String> below(String prefix) {
    List<String> prefixes = new ArrayList<>();
    for (Listing listing : listings(prefix, "/")) {
      prefixes.addAll(listing.prefixes());
    }
    return prefixes;
  }

  private List<Listing> listings(String prefix, String delimiter) {
    List<Listing> pages = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Optional<String> from = next;
      Listing listing = asking(() -> s3.list(prefix, delimiter, from, page));
      pages.add(listing);
      next = listing.next();
    } while (next.isPresent());
    return pages;
  }

  private static Optional<UserKey> owner(String prefix) {
    String[] tokens = prefix.split("/", -1);
    try {
      return Optional.of(new UserKey(UserKey.id(tokens[0]), UserKey.id(tokens[1])));
    } catch (IllegalArgumentException | InvalidEventException notOurs) {
      return Optional.empty();
    }
  }

  private static Map<String, String> headers(byte[] body, String mediaType) {
    return Map.of("Content-Type", mediaType, SHA256, Sha256.hex(body));
  }

  private static StoredObject stored(Reply head) {
    return new StoredObject(
        Long.parseLong(
            head.header("Content-Length")
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "Content-Length: expected in the answer to HEAD"))),
        head.header("Content-Type").orElse(""),
        head.header(SHA256).orElse(""));
  }

  private static <T> T asking(Asking<T> call) {
    try {
      return call.answer();
    } catch (IOException e) {
      throw Outage.of("S3", e);
    }
  }

  private interface Asking<T> {
    T answer() throws IOException;
  }
}
