// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days that texts name: “2026-05-03”, “the 3rd of May”, “May 3”, “am Sonntag”, “amanhã”, “5月3日”. A
 * day without a year is the next one after the text was written.
 */
final class DueDates {
  private static final List<Locale> LOCALES =
      List.of("en", "pt", "de", "fr", "es", "it", "nl").stream()
          .map(Locale::forLanguageTag)
          .toList();
  private static final Map<String, Integer> RELATIVE =
      Map.ofEntries(
          Map.entry("today", 0),
          Map.entry("tonight", 0),
          Map.entry("tomorrow", 1),
          Map.entry("amanhã", 1),
          Map.entry("morgen", 1),
          Map.entry("übermorgen", 2),
          Map.entry("demain", 1),
          Map.entry("mañana", 1),
          Map.entry("domani", 1),
          Map.entry("明日", 1),
          Map.entry("明天", 1),
          Map.entry("내일", 1));
  private static final Map<String, Month> MONTHS = months();
  private static final Map<String, DayOfWeek> DAYS = days();

  private static final String MONTH = "(" + String.join("|", MONTHS.keySet()) + ")";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern CHINESE = Pattern.compile("(\\d{1,2})月(\\d{1,2})日");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:st|nd|rd|th|\\.|º)?\\s+(?:of\\s+|de\\s+)?"
              + MONTH
              + "\\b(?:,?\\s+(?:de\\s+)?(\\d{4}))?",
          FLAGS);
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "\\b" + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4}))?", FLAGS);
  private static final Pattern IN_MONTH =
      Pattern.compile("\\b(?:in|em|im|en|this|next)\\s+" + MONTH + "\\b(?:\\s+(\\d{4}))?", FLAGS);
  private static final Pattern WEEKDAY =
      Pattern.compile("(?<!\\p{L})(" + String.join("|", DAYS.keySet()) + ")(?!\\p{L})", FLAGS);

  private DueDates() {}

  /**
   * The first day a text names.
   *
   * @param said day it was written
   */
  static Optional<LocalDate> in(String text, LocalDate said) {
    Matcher iso = ISO.matcher(text);
    if (iso.find()) {
      return day(number(iso, 1), number(iso, 2), number(iso, 3));
    }
    Matcher chinese = CHINESE.matcher(text);
    if (chinese.find()) {
      return next(said, number(chinese, 1), number(chinese, 2));
    }
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.find()) {
      return named(said, dayFirst, 2, 1);
    }
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.find()) {
      return named(said, monthFirst, 1, 2);
    }
    return RELATIVE.entrySet().stream()
        .filter(word -> contains(text, word.getKey()))
        .findFirst()
        .map(word -> said.plusDays(word.getValue()))
        .or(() -> weekday(text, said))
        .or(() -> month(text, said));
  }

  private static Optional<LocalDate> weekday(String text, LocalDate said) {
    Matcher weekday = WEEKDAY.matcher(text);
    return weekday.find()
        ? Optional.ofNullable(DAYS.get(weekday.group(1).toLowerCase(Locale.ROOT)))
            .map(day -> said.with(TemporalAdjusters.next(day)))
        : Optional.empty();
  }

  /** A month alone is over on its last day. */
  private static Optional<LocalDate> month(String text, LocalDate said) {
    Matcher matcher = IN_MONTH.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    Month month = month(matcher.group(1));
    int year = matcher.group(2) != null ? number(matcher, 2) : said.getYear();
    YearMonth named = YearMonth.of(year, month);
    boolean past = matcher.group(2) == null && named.isBefore(YearMonth.from(said));
    return Optional.of((past ? named.plusYears(1) : named).atEndOfMonth());
  }

  private static Optional<LocalDate> named(LocalDate said, Matcher date, int month, int day) {
    int number = month(date.group(month)).getValue();
    return date.group(3) == null
        ? next(said, number, number(date, day))
        : day(number(date, 3), number, number(date, day));
  }

  private static Optional<LocalDate> next(LocalDate said, int month, int day) {
    return day(said.getYear(), month, day)
        .filter(date -> !date.isBefore(said))
        .or(() -> day(said.getYear() + 1, month, day));
  }

  private static Optional<LocalDate> day(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static boolean contains(String text, String word) {
    boolean letters = Character.isAlphabetic(word.charAt(0)) && word.charAt(0) < 0x2E80;
    String bound = letters ? "(?!\\p{L})" : "";
    return Pattern.compile((letters ? "(?<!\\p{L})" : "") + word + bound, FLAGS)
        .matcher(text)
        .find();
  }

  private static Month month(String name) {
    Month month = MONTHS.get(name.toLowerCase(Locale.ROOT));
    if (month == null) {
      throw new IllegalStateException("a pattern matched what is no month: " + name);
    }
    return month;
  }

  private static Map<String, Month> months() {
    Map<String, Month> months = new HashMap<>();
    for (Locale locale : LOCALES) {
      for (Month month : Month.values()) {
        months.put(month.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale), month);
      }
    }
    return months;
  }

  private static Map<String, DayOfWeek> days() {
    Map<String, DayOfWeek> days = new HashMap<>();
    for (Locale locale : LOCALES) {
      for (DayOfWeek day : DayOfWeek.values()) {
        days.put(day.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale), day);
      }
    }
    return days;
  }
}
