// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.elasticsearch;

import java.util.List;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.elasticsearch.index.analysis.PreBuiltAnalyzerProviderFactory;
import org.elasticsearch.indices.analysis.PreBuiltCacheFactory.CachingStrategy;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/** Lucene's analyzer of English, under its usual name; the module that has it is in no registry. */
public final class EnglishPlugin extends Plugin implements AnalysisPlugin {
  @Override
  public List<PreBuiltAnalyzerProviderFactory> getPreBuiltAnalyzerProviderFactories() {
    return List.of(
        new PreBuiltAnalyzerProviderFactory("english", CachingStrategy.ONE, EnglishAnalyzer::new));
  }
}
