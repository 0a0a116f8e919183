// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import dev.mneme.classify.people.Cues.Cue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names in the scripts that have capital letters: Latin, Cyrillic, Greek, Armenian. A capital
 * letter alone proves nothing, at the beginning of a sentence least of all; a known given name, a
 * title before it or a deed after it does.
 */
final class CasedNames implements NameReader {
  private static final Set<String> PARTICLES =
      Set.of("de", "da", "do", "dos", "van", "von", "der", "den", "di", "la", "le", "al", "el");
  private static final Set<String> AND = Set.of("and", "e", "und", "et", "y", "и");
  private static final Set<String> SELF = Set.of("I", "me", "eu", "ich", "moi", "yo", "io", "я");

  private final Names names;
  private final Cues cues;

  CasedNames(Names names, Cues cues) {
    this.names = names;
    this.cues = cues;
  }

  @Override
  public void read(String text, List<FoundName> found) {
    List<Token> tokens = Token.of(text);
    Set<String> known = new HashSet<>();
    // Twice: who is introduced late is known early as well.
    for (int pass = 0; pass < 2; pass++) {
      List<FoundName> names = new ArrayList<>();
      int at = 0;
      while (at < tokens.size()) {
        at = Math.max(at + 1, next(tokens, at, known, names));
      }
      if (pass == 1) {
        found.addAll(names);
      }
    }
  }

  /** Looks at the word at {@code i}; returns where to go on. */
  private int next(List<Token> tokens, int i, Set<String> known, List<FoundName> found) {
    Token token = tokens.get(i);
    if (!token.capital() || cues.is(Cue.TITLE, token.text()) || cues.is(Cue.NEVER, token.text())) {
      return i;
    }
    int end = end(tokens, i);
    if (cues.is(Cue.SAINT, token.text())) {
      return end < tokens.size() && ". ".equals(tokens.get(end).gap()) ? end + 1 : end;
    }
    if (cues.is(Cue.LANDMARK, tokens.get(end - 1).text())
        || (end < tokens.size() && end > i + 1 && cues.is(Cue.LANDMARK, tokens.get(end).text()))) {
      return end;
    }
    if (!somebody(tokens, i, end, known)) {
      return i;
    }
    known.add(token.text());
    found.add(new FoundName(token.start(), name(tokens, i, end)));
    return end;
  }

  /** After the last word that belongs to the name which may begin at {@code i}. */
  private int end(List<Token> tokens, int i) {
    int end = i + 1;
    while (end < tokens.size() && !tokens.get(end - 1).possessive()) {
      Token next = tokens.get(end);
      int after = afterParticles(tokens, end);
      if (!next.gap().equals(" ")
          || cues.is(Cue.NEVER, next.text())
          || !(next.capital() || after > end)) {
        break;
      }
      end = next.capital() ? end + 1 : after;
    }
    return end;
  }

  /** After “de la” and the capital that has to follow; {@code at} where none does. */
  private static int afterParticles(List<Token> tokens, int at) {
    int after = at;
    while (after < tokens.size() && PARTICLES.contains(tokens.get(after).text())) {
      after++;
    }
    boolean followed =
        after > at
            && after < tokens.size()
            && tokens.get(after).capital()
            && tokens.get(after).gap().equals(" ");
    return followed ? after + 1 : at;
  }

  private boolean somebody(List<Token> tokens, int i, int end, Set<String> known) {
    Token token = tokens.get(i);
    Token before = i > 0 && !token.initial() ? tokens.get(i - 1) : null;
    Token after = end < tokens.size() && !tokens.get(end).initial() ? tokens.get(end) : null;
    boolean deed =
        after != null
            && after.gap().equals(" ")
            && (cues.is(Cue.DOES, after.text()) || withSelf(tokens, end));
    if (titled(tokens, i)) {
      return true;
    }
    String listed = listed(token.text());
    boolean word = names.words().contains(token.text());
    if (listed != null && !(word && before == null)) {
      return deed
          || before == null
          || !(cues.is(Cue.PLACE, before.text()) || (word && cues.is(Cue.ARTICLE, before.text())));
    }
    if (known.contains(token.text())) {
      return listed != null || !token.initial() || after != null;
    }
    boolean announced =
        before != null
            && (cues.is(Cue.RELATION, before.text()) || cues.is(Cue.WITH, before.text()));
    return token.initial() ? deed && listed != null || withSelf(tokens, end) : deed || announced;
  }

  /** Before it, across the stop of an abbreviation, stands a title. */
  private boolean titled(List<Token> tokens, int i) {
    return i > 0
        && (tokens.get(i).gap().equals(" ") || tokens.get(i).gap().equals(". "))
        && !tokens.get(i).initial()
        && cues.is(Cue.TITLE, tokens.get(i - 1).text());
  }

  /** “… and I”. */
  private static boolean withSelf(List<Token> tokens, int end) {
    return end + 1 < tokens.size()
        && AND.contains(tokens.get(end).text())
        && SELF.contains(tokens.get(end + 1).text());
  }

  private @Nullable String listed(String word) {
    return names.given().contains(word) ? word : Inflection.base(word, names.given());
  }

  private String name(List<Token> tokens, int i, int end) {
    StringBuilder name = new StringBuilder();
    for (int at = i; at < end; at++) {
      String word = tokens.get(at).text();
      String base = at == i ? listed(word) : null;
      name.append(at == i ? "" : " ").append(base == null ? word : base);
    }
    return name.toString();
  }
}
