// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the answer to ListObjectsV2. */
final class ListingXml {
  private static final String ROOT = "/ListBucketResult";

  private final List<String> keys = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private String encoding = "";
  private String truncated = "";
  private String token = "";

  private ListingXml() {}

  /**
   * A page.
   *
   * @throws IOException if it is not the answer to ListObjectsV2
   */
  static Listing read(byte[] xml) throws IOException {
    ListingXml listing = new ListingXml();
    try {
      listing.take(factory().createXMLStreamReader(new ByteArrayInputStream(xml)));
      return listing.page();
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new IOException("expected a listing of S3", e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void take(XMLStreamReader in) throws XMLStreamException {
    Deque<String> path = new ArrayDeque<>(List.of(""));
    String text = "";
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        path.push(path.getFirst() + "/" + in.getLocalName());
        text = "";
      } else if (event == XMLStreamConstants.CHARACTERS) {
        text = in.getText();
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        element(path.pop(), text);
        text = "";
      }
    }
  }

  private void element(String path, String text) throws XMLStreamException {
    if (!(path + "/").startsWith(ROOT + "/")) {
      throw new XMLStreamException("found <" + path.substring(1) + ">");
    }
    switch (path.substring(ROOT.length())) {
      case "/Contents/Key" -> keys.add(text);
      case "/CommonPrefixes/Prefix" -> prefixes.add(text);
      case "/EncodingType" -> encoding = text;
      case "/IsTruncated" -> truncated = text;
      case "/NextContinuationToken" -> token = text;
      default -> {
        // Sizes, times and what was asked for.
      }
    }
  }

  private Listing page() throws IOException {
    boolean more = truncated.equals("true");
    if (more && token.isEmpty()) {
      throw new IOException("a listing that goes on does not say where");
    }
    return new Listing(
        decoded(keys), decoded(prefixes), more ? Optional.of(token) : Optional.empty());
  }

  /** XML cannot hold every character of a key, so they are asked for as in a form. */
  private List<String> decoded(List<String> texts) {
    if (!encoding.equals("url")) {
      return texts;
    }
    List<String> decoded = new ArrayList<>(texts.size());
    for (String text : texts) {
      decoded.add(URLDecoder.decode(text, StandardCharsets.UTF_8));
    }
    return decoded;
  }
}
