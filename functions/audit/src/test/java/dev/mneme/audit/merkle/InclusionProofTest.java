// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against the published vectors of Certificate Transparency, and against what forgers would try.
 */
class InclusionProofTest {
  private static final String H0 =
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
  private static final String H1 =
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  private static final String H2_3 =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  private static final String H4 =
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  private static final String H5 =
      "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658";
  private static final String H6_7 =
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  private static final String H0_3 =
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
  private static final String H4_7 =
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  private static final String ROOT_5 =
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4";
  private static final String ROOT_8 =
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(0, 1, H0, H0, List.of()),
        Arguments.of(0, 8, H0, ROOT_8, List.of(H1, H2_3, H4_7)),
        Arguments.of(5, 8, H5, ROOT_8, List.of(H4, H6_7, H0_3)),
        Arguments.of(1, 5, H1, ROOT_5, List.of(H0, H2_3, H4)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsTheVectorsOfCertificateTransparency(
      long index, long size, String leaf, String root, List<String> path) {
    // Given
    InclusionProof proof = proof(index, size, path);

    // When // Then
    assertThat(proof.proves(Hash.ofHex(leaf), Hash.ofHex(root))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryForgery(
      long index, long size, String leafHex, String rootHex, List<String> hex) {
    // Given
    Hash leaf = Hash.ofHex(leafHex);
    Hash root = Hash.ofHex(rootHex);
    InclusionProof proof = proof(index, size, hex);
    Hash other = Rfc6962.leaf("other".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    // When // Then
    assertThat(proof.proves(other, root)).as("another leaf").isFalse();
    assertThat(proof.proves(leaf, other)).as("another root").isFalse();
    assertThat(proof.proves(leaf, Rfc6962.EMPTY_ROOT)).as("the empty root").isFalse();
    for (long forged : new long[] {-1, index + 1, index ^ 2, index - 1, size, Long.MAX_VALUE}) {
      assertThat(proof(forged, size, hex).proves(leaf, root)).as("index %d", forged).isFalse();
    }
    for (long forged : new long[] {-1, 0, index, size / 2, size * 2, Long.MAX_VALUE}) {
      assertThat(proof(index, forged, hex).proves(leaf, root)).as("size %d", forged).isFalse();
    }
    for (int at = 0; at <= hex.size(); at++) {
      List<Hash> longer = new ArrayList<>(proof.path());
      longer.add(at, root);
      assertThat(new InclusionProof(index, size, longer).proves(leaf, root)).isFalse();
    }
    for (int at = 0; at < hex.size(); at++) {
      List<Hash> shorter = new ArrayList<>(proof.path());
      List<Hash> changed = new ArrayList<>(proof.path());
      shorter.remove(at);
      changed.set(at, flip(changed.get(at)));
      assertThat(new InclusionProof(index, size, shorter).proves(leaf, root)).isFalse();
      assertThat(new InclusionProof(index, size, changed).proves(leaf, root)).isFalse();
    }
  }

  @Test
  void refusesANodeAsALeaf() {
    // Given
    InclusionProof proof = proof(0, 4, List.of(H4_7));

    // When // Then
    assertThat(proof.proves(Hash.ofHex(H0_3), Hash.ofHex(ROOT_8))).isFalse();
  }

  private static InclusionProof proof(long index, long size, List<String> path) {
    return new InclusionProof(index, size, path.stream().map(Hash::ofHex).toList());
  }

  private static Hash flip(Hash hash) {
    byte[] bytes = hash.bytes();
    bytes[17] ^= 4;
    return Hash.of(bytes);
  }
}
