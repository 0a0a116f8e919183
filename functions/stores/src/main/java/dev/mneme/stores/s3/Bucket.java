// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import dev.mneme.stores.http.AwsSignature;
import dev.mneme.stores.http.BodyTooLargeException;
import dev.mneme.stores.http.Reply;
import dev.mneme.stores.http.Request;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket, asked over HTTP. Thread-safe; nothing is connected before the first call. Every
 * method throws an {@link IOException} if S3 refuses (its message has the status, S3's code and the
 * request's id) or does not answer, after three attempts if the trouble might pass.
 */
public final class Bucket {
  private static final byte[] NOTHING = new byte[0];
  private static final String NO_SUCH_KEY = "NoSuchKey";

  private final Address address;
  private final AwsSignature signature;
  private final Attempts attempts;

  /**
   * A bucket.
   *
   * @param timeout of a call with all its attempts
   */
  public Bucket(Address address, AwsSignature signature, Duration timeout) {
    this(address, signature, new Attempts(timeout, Pause.SLEEP));
  }

  Bucket(Address address, AwsSignature signature, Attempts attempts) {
    this.address = address;
    this.signature = signature;
    this.attempts = attempts;
  }

  /**
   * Puts an object, with the checksum of its body.
   *
   * @param headers to send beside it, such as its type and its metadata
   */
  public void put(String key, byte[] body, Map<String, String> headers) throws IOException {
    checked("PUT", sent(key, body, headers, Map.of()));
  }

  /**
   * Puts an object unless one lies there.
   *
   * @return false if one does; after an answer that was lost the same body is sent again, so that
   *     it may be this one
   */
  public boolean putIfAbsent(String key, byte[] body, Map<String, String> headers)
      throws IOException {
    Reply reply = sent(key, body, headers, Map.of("If-None-Match", "*"));
    if (reply.status() == HttpURLConnection.HTTP_PRECON_FAILED) {
      return false;
    }
    checked("PUT", reply);
    return true;
  }

  /**
   * An object, if it is there.
   *
   * @throws BodyTooLargeException if it has more bytes than allowed; they are not read
   */
  public Optional<byte[]> get(String key, long mostBytes) throws IOException {
    Reply reply = ask("GET", address.object(key), Map.of(), NOTHING, mostBytes);
    return isAbsent(reply) ? Optional.empty() : Optional.of(checked("GET", reply).body());
  }

  /**
   * The headers of an object; empty if it is not there, or its bucket, as no answer to HEAD says.
   */
  public Optional<Reply> head(String key) throws IOException {
    Reply reply = ask("HEAD", address.object(key), Map.of(), NOTHING, Long.MAX_VALUE);
    return reply.status() == HttpURLConnection.HTTP_NOT_FOUND
        ? Optional.empty()
        : Optional.of(checked("HEAD", reply));
  }

  /** Deletes an object; it may be absent already. */
  public void delete(String key) throws IOException {
    Reply reply = ask("DELETE", address.object(key), Map.of(), NOTHING, Long.MAX_VALUE);
    if (!isAbsent(reply)) {
      checked("DELETE", reply);
    }
  }

  /**
   * A page of the listing.
   *
   * @param prefix of all that is listed
   * @param delimiter up to which keys are told by what they have in common; empty for whole keys
   * @param next what the page before said; empty for the first page
   * @param most entries of the page; S3 gives no more than 1,000
   */
  public Listing list(String prefix, String delimiter, Optional<String> next, int most)
      throws IOException {
    URI uri = address.query(Listing.parameters(prefix, delimiter, next, most));
    return ListingXml.read(
        checked("GET", ask("GET", uri, Map.of(), NOTHING, Long.MAX_VALUE)).body());
  }

  private Reply sent(
      String key, byte[] body, Map<String, String> headers, Map<String, String> condition)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(condition);
    all.put("x-amz-checksum-crc32", Crc32.base64(body));
    return ask("PUT", address.object(key), all, body, Long.MAX_VALUE);
  }

  /** Signed once: a signature outlives all attempts. */
  private Reply ask(
      String method, URI uri, Map<String, String> headers, byte[] body, long mostBytes)
      throws IOException {
    Map<String, String> signed = signature.headers(method, uri, headers, body);
    return attempts.send(new Request(method, uri, signed, body, false), mostBytes);
  }

  /** A bucket that is not there is no absence of an object, but trouble. */
  private static boolean isAbsent(Reply reply) {
    return reply.status() == HttpURLConnection.HTTP_NOT_FOUND
        && Trouble.of(reply).code().equals(NO_SUCH_KEY);
  }

  private static Reply checked(String method, Reply reply) throws S3Exception {
    if (!reply.succeeded()) {
      throw new S3Exception(method, Trouble.of(reply));
    }
    return reply;
  }
}
