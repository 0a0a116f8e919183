// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import dev.mneme.stores.http.PercentEncoding;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Where a bucket and its objects are asked for. */
public final class Address {
  private static final int LONGEST_LABEL = 63;

  /** Without a slash at its end. */
  private final String bucket;

  private Address(String bucket) {
    this.bucket = bucket;
  }

  /** A bucket of a service that is not AWS: a step of the path. */
  public static Address below(URI endpoint, String bucket) {
    String base = endpoint.toString();
    while (base.endsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
    return new Address(base + "/" + PercentEncoding.value(bucket));
  }

  /**
   * A bucket of AWS: a host of its own, unless its name is no single label of a host name, which is
   * all that the certificate holds for.
   */
  public static Address of(String region, String bucket) {
    String service = "s3." + region + "." + PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return isLabel(bucket)
        ? new Address("https://" + bucket + "." + service)
        : below(URI.create("https://" + service), bucket);
  }

  URI object(String key) {
    return URI.create(bucket + "/" + PercentEncoding.path(key));
  }

  /** The bucket itself, asked with parameters. */
  URI query(Map<String, String> parameters) {
    return URI.create(bucket + "/" + PercentEncoding.query(parameters));
  }

  @Override
  public String toString() {
    return bucket;
  }

  private static boolean isLabel(String bucket) {
    boolean letters = true;
    for (int i = 0; i < bucket.length(); i++) {
      char c = bucket.charAt(i);
      letters &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    return letters
        && bucket.length() <= LONGEST_LABEL
        && !bucket.startsWith("-")
        && !bucket.endsWith("-");
  }
}
