/**
 * Whose request it is: read from a signed token (RFC 7519) that an issuer gave, and from nothing
 * else. A function makes its personal endpoints with {@link
 * dev.mneme.identity.endpoint.PersonalEndpoints}, and their handlers are told the caller.
 */
@NullMarked
package dev.mneme.identity;

import org.jspecify.annotations.NullMarked;
