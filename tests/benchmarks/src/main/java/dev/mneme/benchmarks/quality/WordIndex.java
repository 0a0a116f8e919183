// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * BM25 over one conversation, in memory: Lucene with the analyzer and the similarity that the index
 * of memories has.
 */
final class WordIndex implements AutoCloseable {
  private static final String TEXT = "text";
  private static final String POSITION = "position";

  private final Analyzer analyzer = new EnglishAnalyzer();
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final DirectoryReader reader;

  WordIndex(List<Turn> turns) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (Turn turn : turns) {
        Document document = new Document();
        document.add(new TextField(TEXT, turn.spoken(), Field.Store.NO));
        document.add(new StoredField(POSITION, turn.position()));
        writer.addDocument(document);
      }
    }
    this.reader = DirectoryReader.open(directory);
  }

  /** The scores of all turns with a word of the question, by position. */
  Map<Long, Double> scores(String question) throws IOException {
    Query query = new QueryBuilder(analyzer).createBooleanQuery(TEXT, question);
    Map<Long, Double> scores = new HashMap<>();
    if (query != null) {
      StoredFields stored = reader.storedFields();
      for (ScoreDoc hit : new IndexSearcher(reader).search(query, reader.maxDoc()).scoreDocs) {
        long position = stored.document(hit.doc).getField(POSITION).numericValue().longValue();
        scores.put(position, (double) hit.score);
      }
    }
    return scores;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
    analyzer.close();
  }
}
