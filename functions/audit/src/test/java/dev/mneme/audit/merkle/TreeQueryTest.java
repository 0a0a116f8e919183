// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeQueryTest {
  private final MemoryNodes nodes = new MemoryNodes();

  @ParameterizedTest
  @CsvSource({
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void hasTheRootsOfCertificateTransparency(int size, String root) {
    // Given
    List<Hash> leaves = ReferenceTree.CT_INPUTS.stream().map(Rfc6962::leaf).toList();

    // When
    Frontier frontier = grow(leaves);

    // Then
    assertThat(nodes.ask(TreeQuery.root(size)).hex()).isEqualTo(root);
    assertThat(frontier.size()).isEqualTo(8);
    assertThat(nodes.ask(TreeQuery.root(0)))
        .isEqualTo(Rfc6962.EMPTY_ROOT)
        .isEqualTo(Frontier.empty().root());
  }

  @Test
  void equalsTheDefinitionsAtEverySize() {
    // Given
    List<Hash> leaves = randomLeaves(40, 1);
    grow(leaves);

    for (int size = 1; size <= leaves.size(); size++) {
      // When
      List<Hash> present = leaves.subList(0, size);
      Hash root = nodes.ask(TreeQuery.root(size));

      // Then
      assertThat(root).isEqualTo(ReferenceTree.root(present));
      for (int i = 0; i < size; i++) {
        InclusionProof proof = nodes.ask(TreeQuery.inclusion(i, size));
        assertThat(proof.path()).isEqualTo(ReferenceTree.path(i, present));
        assertThat(proof.proves(leaves.get(i), root)).isTrue();
      }
      for (int from = 1; from <= size; from++) {
        ConsistencyProof proof = nodes.ask(TreeQuery.consistency(from, size));
        assertThat(proof.path()).isEqualTo(ReferenceTree.proof(from, present));
        assertThat(proof.proves(nodes.ask(TreeQuery.root(from)), root)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void equalsTheDefinitionsAtRandomSizesInRandomBatches(long seed) {
    // Given
    SplittableRandom random = new SplittableRandom(seed);
    List<Hash> leaves = randomLeaves(random.nextInt(1, 5_000), seed);
    int size = leaves.size();

    // When
    for (int at = 0; at < size; ) {
      int batch = Math.min(size - at, random.nextInt(1, 257));
      Frontier reloaded = nodes.ask(TreeQuery.frontier(at));
      leaves.subList(at, at + batch).forEach(leaf -> reloaded.append(leaf, nodes));
      at += batch;
      assertThat(reloaded.root()).isEqualTo(nodes.ask(TreeQuery.root(at)));
    }

    // Then
    assertThat(nodes.ask(TreeQuery.root(size))).isEqualTo(ReferenceTree.root(leaves));
    for (int i = 0; i < 20; i++) {
      int index = random.nextInt(size);
      int from = random.nextInt(1, size + 1);
      assertThat(nodes.ask(TreeQuery.inclusion(index, size)).path())
          .isEqualTo(ReferenceTree.path(index, leaves));
      assertThat(nodes.ask(TreeQuery.consistency(from, size)).path())
          .isEqualTo(ReferenceTree.proof(from, leaves));
    }
  }

  @Test
  void appendingReadsAndWritesNoMoreThanTheBatchAndTheEdge() {
    // Given
    grow(randomLeaves(100_003, 3));
    int written = nodes.size();

    // When
    Frontier frontier = nodes.ask(TreeQuery.frontier(100_003));
    randomLeaves(256, 4).forEach(leaf -> frontier.append(leaf, nodes));

    // Then
    assertThat(nodes.reads()).isLessThanOrEqualTo(17);
    assertThat(nodes.size() - written).isLessThanOrEqualTo(2 * 256 + 17);
  }

  @Test
  void namesTheNodeThatItsStoreLost() {
    // Given
    grow(randomLeaves(6, 5));
    nodes.forget(new Node(1, 1));

    // When // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> nodes.ask(TreeQuery.inclusion(0, 6)))
        .withMessage("the tree's store has no node at level 1, index 1");
  }

  @Test
  void refusesWhatIsNotInTheTree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nodes.ask(TreeQuery.inclusion(6, 6)))
        .withMessage("index: got 6, expected 0 <= index < size = 6");
    assertThatIllegalArgumentException().isThrownBy(() -> nodes.ask(TreeQuery.inclusion(-1, 6)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nodes.ask(TreeQuery.consistency(0, 6)))
        .withMessage("from: got 0, expected 0 < from <= to = 6");
    assertThatIllegalArgumentException().isThrownBy(() -> nodes.ask(TreeQuery.consistency(7, 6)));
  }

  private Frontier grow(List<Hash> leaves) {
    Frontier frontier = Frontier.empty();
    leaves.forEach(leaf -> frontier.append(leaf, nodes));
    return frontier;
  }

  private static List<Hash> randomLeaves(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Hash> leaves = new ArrayList<>(count);
    byte[] content = new byte[40];
    for (int i = 0; i < count; i++) {
      random.nextBytes(content);
      leaves.add(Rfc6962.leaf(content));
    }
    return leaves;
  }
}
