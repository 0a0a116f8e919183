// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingXmlTest {
  @Test
  void whatWasAskedForAsInAFormIsDecoded() throws IOException {
    // When
    Listing listing =
        read(
            """
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Name>memories</Name><Prefix>a%2F</Prefix><Delimiter>%2F</Delimiter>
              <IsTruncated>true</IsTruncated>
              <NextContinuationToken>1%2B/=</NextContinuationToken>
              <Contents><Key>a/b+c%2B%26</Key><Owner><ID>Key</ID></Owner></Contents>
              <Contents><Size>1</Size><Key>%E6%97%A5</Key></Contents>
              <CommonPrefixes><Prefix>a%2Fd/</Prefix></CommonPrefixes>
              <EncodingType>url</EncodingType>
            </ListBucketResult>
            """);

    // Then
    assertThat(listing)
        .isEqualTo(new Listing(List.of("a/b c+&", "日"), List.of("a/d/"), Optional.of("1%2B/=")));
  }

  @Test
  void whatAServerDoesNotEncodeIsTakenAsItStands() throws IOException {
    // When
    Listing listing =
        read(
            "<ListBucketResult><Contents><Key>a%2F+&amp;&#8364;</Key></Contents>"
                + "<IsTruncated>false</IsTruncated></ListBucketResult>");

    // Then
    assertThat(listing).isEqualTo(new Listing(List.of("a%2F+&€"), List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<html><Contents/></html>",
        "<ListBucketResults><Contents/></ListBucketResults>",
        "<ListBucketResult><Contents>",
        "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
        "<ListBucketResult><Contents><Key>%G</Key></Contents><EncodingType>url</EncodingType>"
            + "</ListBucketResult>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<ListBucketResult><Contents><Key>&e;</Key></Contents></ListBucketResult>",
        "<!DOCTYPE x [<!ENTITY e 'inside'>]>"
            + "<ListBucketResult><Contents><Key>&e;</Key></Contents></ListBucketResult>",
      })
  void whatIsNoListingIsRefused(String xml) {
    assertThatThrownBy(() -> read(xml)).isInstanceOf(IOException.class);
  }

  private static Listing read(String xml) throws IOException {
    return ListingXml.read(xml.getBytes(UTF_8));
  }
}
