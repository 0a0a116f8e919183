// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against the published vectors of Certificate Transparency, and against what forgers would try.
 */
class ConsistencyProofTest {
  private static final String ROOT_1 =
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
  private static final String ROOT_2 =
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
  private static final String ROOT_5 =
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4";
  private static final String ROOT_6 =
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef";
  private static final String ROOT_7 =
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c";
  private static final String ROOT_8 =
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";
  private static final String H1 =
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  private static final String H2_3 =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  private static final String H4 =
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  private static final String H4_5 =
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  private static final String H6 =
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
  private static final String H6_7 =
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  private static final String H4_7 =
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  private static final String H0_3 =
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(1, 1, ROOT_1, ROOT_1, List.of()),
        Arguments.of(1, 8, ROOT_1, ROOT_8, List.of(H1, H2_3, H4_7)),
        Arguments.of(2, 5, ROOT_2, ROOT_5, List.of(H2_3, H4)),
        Arguments.of(6, 7, ROOT_6, ROOT_7, List.of(H4_5, H6, H0_3)),
        Arguments.of(6, 8, ROOT_6, ROOT_8, List.of(H4_5, H6_7, H0_3)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsTheVectorsOfCertificateTransparency(
      long from, long to, String fromRoot, String toRoot, List<String> path) {
    // Given
    ConsistencyProof proof = proof(from, to, path);

    // When // Then
    assertThat(proof.proves(Hash.ofHex(fromRoot), Hash.ofHex(toRoot))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesEveryForgery(long from, long to, String fromHex, String toHex, List<String> hex) {
    // Given
    Hash fromRoot = Hash.ofHex(fromHex);
    Hash toRoot = Hash.ofHex(toHex);
    Hash other = Rfc6962.EMPTY_ROOT;
    ConsistencyProof proof = proof(from, to, hex);

    // When // Then
    assertThat(proof.proves(other, toRoot)).as("another old root").isFalse();
    assertThat(proof.proves(fromRoot, other)).as("another new root").isFalse();
    for (long forged : new long[] {-1, 0, from + 1, from ^ 2, from * 2 + 8, to * 2}) {
      assertThat(proof(forged, to, hex).proves(fromRoot, toRoot)).as("from %d", forged).isFalse();
    }
    for (long forged : new long[] {-1, 0, from - 1, to * 2, to / 2}) {
      assertThat(proof(from, forged, hex).proves(fromRoot, toRoot)).as("to %d", forged).isFalse();
    }
    for (int at = 0; at <= hex.size(); at++) {
      List<Hash> longer = new ArrayList<>(proof.path());
      longer.add(at, toRoot);
      assertThat(new ConsistencyProof(from, to, longer).proves(fromRoot, toRoot)).isFalse();
    }
    for (int at = 0; at < hex.size(); at++) {
      List<Hash> shorter = new ArrayList<>(proof.path());
      List<Hash> changed = new ArrayList<>(proof.path());
      shorter.remove(at);
      changed.set(at, other);
      assertThat(new ConsistencyProof(from, to, shorter).proves(fromRoot, toRoot)).isFalse();
      assertThat(new ConsistencyProof(from, to, changed).proves(fromRoot, toRoot)).isFalse();
    }
  }

  private static ConsistencyProof proof(long from, long to, List<String> path) {
    return new ConsistencyProof(from, to, path.stream().map(Hash::ofHex).toList());
  }
}
