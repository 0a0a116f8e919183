// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names before a Japanese or Chinese form of address: 田中さん, 王老师. */
final class HonorificNames implements NameReader {
  private static final Pattern JAPANESE =
      Pattern.compile(
          "(\\p{IsHan}{1,5}|[\\p{IsKatakana}ー]{2,8}|(?<![\\p{IsHiragana}])\\p{IsHiragana}{2,4}?)"
              + "(?:さん|ちゃん|くん|君|様|さま|先生|氏|先輩)");
  private static final String LINKS = "和跟与給给找请問问让被对向";
  private static final Pattern CHINESE =
      Pattern.compile(
          "(?:(?<!\\p{IsHan})|(?<=["
              + LINKS
              + "]))([\\p{IsHan}&&[^"
              + LINKS
              + "这那]]{1,3})(?:先生|女士|老师|老師|医生|醫生|教授|阿姨|叔叔|师傅)");

  /** Kin and callings, which are addressed in the same way. */
  private static final Set<String> NOBODY =
      Set.of(
          "母", "父", "兄", "姉", "祖母", "祖父", "叔父", "叔母", "伯父", "伯母", "奥", "嫁", "息子", "娘", "孫", "赤",
          "客", "店員", "医者", "看護師", "運転手", "皆", "隣", "お母", "お父", "たく", "みな", "患者", "大家", "妹", "弟",
          "校長", "担任", "主治医", "这位", "那位", "一位", "班主任", "我的", "英语", "数学", "语文");

  @Override
  public void read(String text, List<FoundName> found) {
    boolean japanese = text.codePoints().anyMatch(HonorificNames::isKana);
    Matcher matcher = (japanese ? JAPANESE : CHINESE).matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!NOBODY.contains(name)) {
        found.add(new FoundName(matcher.start(1), name));
      }
    }
  }

  static boolean isKana(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
  }
}
