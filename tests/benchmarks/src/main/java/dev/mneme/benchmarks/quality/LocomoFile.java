// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conversations in the JSON format of LoCoMo (Maharana et al., 2024): an array of objects with
 * {@code conversation} ({@code session_<n>}, {@code session_<n>_date_time}) and {@code qa}. Turns
 * have no time of their own there; here they follow each other by a minute.
 */
final class LocomoFile {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration BETWEEN_TURNS = Duration.ofMinutes(1);

  /** Some pieces of evidence name several turns in one text, some none that exists. */
  private static final Pattern TURN = Pattern.compile("D\\d+:\\d+");

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("h:mm a 'on' d MMMM, yyyy")
          .toFormatter(Locale.ENGLISH);

  private LocomoFile() {}

  /**
   * All conversations of a file.
   *
   * @throws IllegalArgumentException naming the field, if it is not of that format
   */
  static List<Conversation> read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw wrong("", "JSON", e.getOriginalMessage());
    }
    if (!root.isArray() || root.isEmpty()) {
      throw wrong("", "an array of conversations", root.getNodeType());
    }
    List<Conversation> conversations = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      conversations.add(conversation("[" + i + "]", root.path(i)));
    }
    return conversations;
  }

  private static Conversation conversation(String path, JsonNode node) {
    List<Turn> turns = new ArrayList<>();
    JsonNode said = node.path("conversation");
    for (int n = 1; said.has("session_" + n) || said.has("session_" + n + "_date_time"); n++) {
      String session = "session_" + n;
      if (!said.path(session).isEmpty()) {
        String field = path + ".conversation." + session;
        Instant begin = time(field + "_date_time", said.path(session + "_date_time").asString(""));
        addTurns(field, said.path(session), begin, turns);
      }
    }
    if (turns.isEmpty()) {
      throw wrong(path + ".conversation", "session_1 with turns", said.getNodeType());
    }
    return new Conversation(
        node.path("sample_id").asString(path),
        turns,
        questions(path + ".qa", node.path("qa"), turns));
  }

  private static void addTurns(String path, JsonNode session, Instant begin, List<Turn> turns) {
    for (int i = 0; i < session.size(); i++) {
      JsonNode turn = session.path(i);
      String field = path + "[" + i + "]";
      String caption = turn.path("blip_caption").asString("");
      String text = text(field + ".text", turn.path("text"));
      turns.add(
          new Turn(
              text(field + ".dia_id", turn.path("dia_id")),
              turns.size() + 1L,
              begin.plus(BETWEEN_TURNS.multipliedBy(i)),
              text(field + ".speaker", turn.path("speaker")),
              caption.isEmpty() ? text : text + " [" + caption + "]"));
    }
  }

  private static List<Question> questions(String path, JsonNode asked, List<Turn> turns) {
    Map<String, Long> positions = new HashMap<>();
    turns.forEach(turn -> positions.put(turn.id(), turn.position()));
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      JsonNode question = asked.path(i);
      String field = path + "[" + i + "]";
      Set<Long> evidence = new HashSet<>();
      for (JsonNode piece : question.path("evidence")) {
        TURN.matcher(piece.asString())
            .results()
            .map(MatchResult::group)
            .filter(positions::containsKey)
            .forEach(id -> evidence.add(positions.get(id)));
      }
      questions.add(
          new Question(
              text(field + ".question", question.path("question")),
              type(field + ".category", question.path("category")),
              evidence));
    }
    return questions;
  }

  private static QuestionType type(String field, JsonNode node) {
    try {
      return QuestionType.of(node.asInt(0));
    } catch (IllegalArgumentException e) {
      throw wrong(field, "a whole number from 1 to 5", node);
    }
  }

  private static String text(String field, JsonNode node) {
    if (!node.isString()) {
      throw wrong(field, "text", node);
    }
    return node.asString();
  }

  private static Instant time(String field, String time) {
    try {
      return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw wrong(field, "a time such as 1:56 pm on 8 May, 2023", time);
    }
  }

  private static IllegalArgumentException wrong(String field, String expected, Object found) {
    return new IllegalArgumentException(
        "dataset" + field + ": expected " + expected + ", found " + found);
  }
}
