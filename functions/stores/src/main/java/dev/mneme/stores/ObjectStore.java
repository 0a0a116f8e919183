// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

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
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final String SHA256 = "sha256";
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final long mostBytes;

  private ObjectStore(S3Client s3, String bucket, long mostBytes) {
    this.s3 = s3;
    this.bucket = bucket;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads the settings and makes the client, without connecting.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static ObjectStore of(Settings settings) {
    S3Settings s = S3Settings.of(settings);
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(s.region()))
            .credentialsProvider(s.credentials())
            .forcePathStyle(s.endpoint().isPresent())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
            // All is in memory: its checksum and digest go ahead of it, and no chunk is signed.
            .serviceConfiguration(own -> own.chunkedEncodingEnabled(false))
            .overrideConfiguration(c -> c.apiCallTimeout(s.timeout()))
            // Its own connections would bring TLS with the whole trust store for a plain URL, too.
            .httpClient(UrlConnectionHttpClient.create(uri -> connection(uri, s.timeout())));
    s.endpoint().ifPresent(builder::endpointOverride);
    return new ObjectStore(builder.build(), s.bucket(), s.mostBytes());
  }

  private static HttpURLConnection connection(URI uri, Duration timeout) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(CONNECT_LIMIT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
      return connection;
    } catch (IOException e) {
      throw SdkClientException.create("cannot connect to S3", e);
    }
  }

  /** The bucket's name. */
  public String bucket() {
    return bucket;
  }

  /** How an event refers to an object: {@code s3://<bucket>/<key>}. */
  public URI uri(ObjectKey key) {
    return URI.create("s3://" + bucket + "/" + key.path());
  }

  /** Puts an object, in place of any other. */
  public URI put(ObjectKey key, byte[] body, String mediaType) {
    asking(() -> s3.putObject(request(key, body, mediaType).build(), RequestBody.fromBytes(body)));
    return uri(key);
  }

  /**
   * Puts an object unless one lies there; of two at once, one wins.
   *
   * @return whether it was put
   */
  public boolean putIfAbsent(ObjectKey key, byte[] body, String mediaType) {
    return asking(
        () -> {
          try {
            s3.putObject(
                request(key, body, mediaType).ifNoneMatch("*").build(),
                RequestBody.fromBytes(body));
            return true;
          } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
              return false;
            }
            throw e;
          }
        });
  }

  /** The bytes of an object, if it is there. */
  public Optional<byte[]> get(ObjectKey key) {
    return asking(
        () -> {
          try (ResponseInputStream<GetObjectResponse> in =
              s3.getObject(get -> get.bucket(bucket).key(key.path()))) {
            long bytes = in.response().contentLength();
            if (bytes > mostBytes) {
              in.abort();
              throw new ObjectTooLargeException(key.path(), bytes, mostBytes);
            }
            return Optional.of(in.readAllBytes());
          } catch (NoSuchKeyException absent) {
            return Optional.empty();
          } catch (IOException e) {
            throw Outage.of("S3", e);
          }
        });
  }

  /** What is known of an object, if it is there. */
  public Optional<StoredObject> head(ObjectKey key) {
    return asking(
        () -> {
          try {
            HeadObjectResponse head = s3.headObject(h -> h.bucket(bucket).key(key.path()));
            return Optional.of(
                new StoredObject(
                    head.contentLength(),
                    head.contentType(),
                    head.metadata().getOrDefault(SHA256, "")));
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** Deletes an object; it may be absent already. */
  public void delete(ObjectKey key) {
    asking(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(key.path())));
  }

  /** Names of all objects in an area of one user, in no order that means anything. */
  public Set<String> names(UserKey owner, Area area) {
    String prefix = ObjectKey.prefix(owner, area);
    return asking(
        () ->
            s3
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .flatMap(object -> ObjectKey.name(owner, area, object.key()).stream())
                .collect(Collectors.toSet()));
  }

  /** Everybody who has any object. */
  public Set<UserKey> owners() {
    return asking(
        () ->
            below("").stream()
                .flatMap(tenant -> below(tenant).stream())
                .flatMap(prefix -> owner(prefix).stream())
                .collect(Collectors.toSet()));
  }

  /** Most bytes that {@link #get} reads. */
  long mostBytes() {
    return mostBytes;
  }

  @Override
  public void close() {
    s3.close();
  }

  /** What stands one level below a prefix, each with a slash at its end. */
  private List<String> below(String prefix) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
        .commonPrefixes()
        .stream()
        .map(CommonPrefix::prefix)
        .toList();
  }

  private static Optional<UserKey> owner(String prefix) {
    String[] tokens = prefix.split("/", -1);
    try {
      return Optional.of(new UserKey(UserKey.id(tokens[0]), UserKey.id(tokens[1])));
    } catch (IllegalArgumentException | InvalidEventException notOurs) {
      return Optional.empty();
    }
  }

  private PutObjectRequest.Builder request(ObjectKey key, byte[] body, String mediaType) {
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key.path())
        .contentType(mediaType)
        .metadata(Map.of(SHA256, Sha256.hex(body)));
  }

  private static <T> T asking(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw Outage.of("S3", e);
    }
  }
}
