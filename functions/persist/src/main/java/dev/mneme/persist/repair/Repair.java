// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;

/**
 * The process. Settings: those of the stores, Postgres as the role {@code mneme_repair}, and {@code
 * MNEME_REPAIR_DRY_RUN} (false) to find and mend nothing. Ends with 0 if nothing differs any more,
 * 1 if something does, 75 if a store is away, 78 if a setting is wrong.
 */
public final class Repair {
  private static final int DIFFERS = 1;
  private static final int TRY_LATER = 75;
  private static final int WRONG_SETTINGS = 78;

  private Repair() {}

  public static void main(String[] args) {
    System.exit(run(Settings.from(System.getenv())));
  }

  private static int run(Settings settings) {
    try (Postgres postgres = Postgres.of(settings);
        ObjectStore objects = ObjectStore.of(settings);
        DocumentStore documents = MongoDocuments.of(settings)) {
      MemoryIndex index = MemoryIndexes.of(settings);
      boolean mending = !settings.flag("MNEME_REPAIR_DRY_RUN");
      settings.rejectUnknown();
      Report report =
          new Reconciler(new Rows(postgres), new Others(objects, documents, index), mending).run();
      System.out.println(ReportText.of(report, mending));
      boolean differs = mending ? report.lost() > 0 : !report.differences().isEmpty();
      return differs ? DIFFERS : 0;
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      return WRONG_SETTINGS;
    } catch (TryLaterException e) {
      System.err.println(e.getMessage() + "; nothing is lost by trying again");
      return TRY_LATER;
    }
  }
}
