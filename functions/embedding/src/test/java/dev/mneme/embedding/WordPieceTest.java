// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPieceTest {
  private static final WordPiece OURS = WordPiece.load();
  private static HuggingFaceTokenizer reference;

  @BeforeAll
  static void loadReference() throws IOException {
    try (InputStream in = WordPiece.class.getResourceAsStream(WordPiece.VOCABULARY_FILE)) {
      reference =
          HuggingFaceTokenizer.newInstance(
              in,
              Map.of(
                  "addSpecialTokens", "false",
                  "padding", "false",
                  "truncation", "false",
                  "modelMaxLength", "100000"));
    }
  }

  @AfterAll
  static void closeReference() {
    reference.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\r\n",
        "I ran round the Lough this morning; a swan overtook me.",
        "don't, won't -- can't… (really?) [no] {maybe} $5.00 #42 a_b a^b `x` ~y~ <z> |",
        "Ångström, naïve café, Ünïcödé, İstanbul, STRASSE straße, ΟΔΟΣ ὀδός, Ёлка й",
        "母の誕生日。八十歳。電話の向こうで、僕の名前を一度だけ呼んでくれた。",
        "カタカナとひらがな ｶﾅ 全角ＡＢＣ１２３",
        "안녕하세요 세계, 한글",
        "مرحبا بالعالم، كيف حالك؟ שלום עולם नमस्ते दुनिया สวัสดีชาวโลก ខ្មែរ",
        "👩‍👩‍👧‍👦 family 🏃🏽‍♀️ 🇮🇪 ✈️ ☕",
        "zero\u200bwidth soft\u00adhyphen nul\u0000char bom\ufeff repl\ufffd nbsp\u00a0end"
            + " ls\u2028ps\u2029",
        "e\u0301 combining a\u0308\u0323 q\u0307 \u0301leading",
        "antidisestablishmentarianism Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
        "x² ½ Ⅷ ﬁ ﬄ ℌ № ™ © ª º ⓐ",
      })
  void everyTokenIsTheReferencesToken(String text) {
    // When
    int[] ids = OURS.ids(text);

    // Then
    assertThat(ids).isEqualTo(reference(text));
  }

  /**
   * The reference's tables are of Unicode 8, Java's of Unicode 16. What was assigned or
   * reclassified between the two is read differently, and mostly unknown to the reference: 620 code
   * points, the first of them the Arabic end of text mark.
   */
  @Test
  void everyCodePointThatBothKnowIsReadAsTheReferenceReadsIt() {
    // When
    List<Integer> different =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE)
            .filter(c -> !sameBetweenLetters(Character.toString(c)))
            .boxed()
            .toList();

    // Then
    assertThat(different).hasSizeLessThanOrEqualTo(620).startsWith(0x61d);
  }

  @Test
  void mixturesOfScriptsAreReadAsTheReferenceReadsThem() {
    // Given
    Random random = new Random(20261122);
    int[] alphabets = {0x20, 0x61, 0xc0, 0x300, 0x391, 0x410, 0x5d0, 0x621, 0x905, 0x3041, 0x4e00};

    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        int base = alphabets[random.nextInt(alphabets.length)];
        text.appendCodePoint(base + random.nextInt(26));
      }

      // Then
      assertThat(OURS.ids(text.toString())).as("%s", text).isEqualTo(reference(text.toString()));
    }
  }

  @Test
  void wordOfMoreThanAHundredLettersIsUnknown() {
    // Given
    String hundred = "ab".repeat(50);

    // Then
    assertThat(OURS.ids(hundred)).isEqualTo(reference(hundred)).hasSizeGreaterThan(1);
    assertThat(OURS.ids(hundred + "a")).isEqualTo(reference(hundred + "a")).hasSize(1);
  }

  @Test
  void namesOfSpecialTokensAreOnlyText() {
    // Then
    assertThat(OURS.ids("[SEP]")).isEqualTo(OURS.ids("[ sep ]")).hasSize(3);
  }

  @Test
  void longTextBecomesWindowsThatLoseNothing() {
    // Given
    String text = "one two three ".repeat(200);

    // When
    List<long[]> windows = OURS.windows(text);

    // Then
    assertThat(windows).hasSize(3).allSatisfy(w -> assertThat(w).hasSize(202));
    assertThat(windows).allSatisfy(w -> assertThat(w).startsWith(101L).endsWith(102L));
    int[] rejoined =
        windows.stream()
            .flatMapToInt(w -> Arrays.stream(w, 1, w.length - 1).mapToInt(Math::toIntExact))
            .toArray();
    assertThat(rejoined).isEqualTo(OURS.ids(text));
  }

  @Test
  void emptyTextIsOneWindowOfSpecialTokens() {
    // Then
    assertThat(OURS.windows("")).containsExactly(new long[] {101, 102});
  }

  private static boolean sameBetweenLetters(String sign) {
    String text = "a" + sign + "b";
    return Arrays.equals(OURS.ids(text), reference(text));
  }

  private static int[] reference(String text) {
    return Arrays.stream(reference.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }
}
