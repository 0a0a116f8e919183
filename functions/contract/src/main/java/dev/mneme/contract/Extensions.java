// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/** Names of the CloudEvents extension attributes that Mneme's events carry. */
public final class Extensions {
  /** The company or household a user belongs to; required. */
  public static final String TENANT = "tenant";

  /** The person whose life the event is about, unique within the tenant; required. */
  public static final String USER_ID = "userid";

  /** {@code tenant/user} in encoded form: what is ordered, and what is sharded. */
  public static final String PARTITION_KEY = "partitionkey";

  /** Id of the event that caused this one; absent on captured events. */
  public static final String CAUSATION_ID = "causationid";

  /** Claim check: where the payload lies when it is not in the event (CloudEvents dataref). */
  public static final String DATA_REF = "dataref";

  /** W3C trace context, carried through unchanged. */
  public static final String TRACE_PARENT = "traceparent";

  /** BCP 47 tag of the language that captured audio is spoken in; optional. */
  public static final String LANGUAGE = "language";

  private Extensions() {}
}
