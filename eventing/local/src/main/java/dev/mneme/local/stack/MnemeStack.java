// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.connection.NatsConnection;
import dev.mneme.servers.Anvil;
import dev.mneme.servers.Home;
import dev.mneme.servers.MongoServer;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.OpenSearchServer;
import dev.mneme.servers.PostgresServer;
import dev.mneme.servers.PostgresServer.Durability;
import dev.mneme.servers.S3Server;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What Mneme is made of, and what each part is told about the others. */
final class MnemeStack {
  private static final String BUCKET = "mneme";

  private final Home home;
  private final Programs programs;
  private final ServerService<NatsServer> nats;
  private final ServerService<PostgresServer> postgres;
  private final ServerService<S3Server> s3;
  private final ServerService<MongoServer> mongo;
  private final ServerService<OpenSearchServer> search;
  private final ServerService<Anvil> chain;
  private final Databases databases = new Databases();
  private final Map<String, JavaService> functions = new LinkedHashMap<>();
  private final List<LocalService> all = new ArrayList<>();
  private final JavaService capture;
  private volatile @Nullable ChainAddress contract;

  /**
   * @param trainingThreshold memories with a category from their owner that ask for the first
   *     training of that owner's model
   */
  MnemeStack(Home home, Installation installation, int trainingThreshold) {
    this.home = home;
    this.programs = new Programs(installation.root());
    nats = add(new ServerService<>("nats", () -> NatsServer.start(home)));
    postgres =
        add(new ServerService<>("postgres", () -> PostgresServer.start(home, Durability.KEPT)));
    s3 = add(new ServerService<>("s3", () -> S3Server.start(home, BUCKET)));
    mongo = add(new ServerService<>("mongo", () -> MongoServer.start(home)));
    search = add(new ServerService<>("opensearch", () -> OpenSearchServer.start(home)));
    chain = add(new ServerService<>("anvil", () -> Anvil.start(home)));
    IssuerService issuer = add(new IssuerService(home));
    Task topology = add(new Task("topology", List.of(nats), this::applyTopology));
    Task schema =
        add(new Task("schema", List.of(postgres), () -> databases.migrate(postgres.server())));
    Task anchor = add(new Task("contract", List.of(chain), this::findContract));
    SpeechModel speech = new SpeechModel(installation);
    Task model = add(new Task("speech-model", List.of(), speech::fetch));

    function(
        "transcribe",
        List.of(s3, model),
        () -> with(storage(), Map.of("MNEME_SPEECH_MODEL", speech.folder())));
    function("classify", List.of(), Map::of);
    function(
        "persist",
        List.of(schema, s3, mongo, search),
        () ->
            with(
                allFour("persist"),
                Map.of("MNEME_TRAINING_THRESHOLD", Integer.toString(trainingThreshold))));
    function("train", List.of(schema, s3), () -> with(database("train"), storage()));
    function(
        "audit",
        List.of(schema, anchor, issuer),
        () -> with(with(database("audit"), chainSettings()), issuer.settings()));
    function(
        "recall",
        List.of(schema, issuer, search),
        () -> with(with(database("recall"), index()), issuer.settings()));

    List<LocalService> everything = new ArrayList<>(functions.values());
    everything.add(topology);
    add(
        new JavaService(
            home,
            "source",
            everything,
            () -> programs.beside("dev.mneme.source.SourceMain"),
            this::sourceSettings));
    capture =
        add(
            new JavaService(
                home,
                "capture",
                List.of(topology, s3, issuer),
                () -> programs.beside("dev.mneme.capture.CaptureMain"),
                () ->
                    with(
                        with(storage(), issuer.settings()),
                        Map.of(
                            "MNEME_NATS_URL", nats.server().url(), "MNEME_LISTEN", "127.0.0.1"))));
  }

  /** All parts, ready to be started. */
  Stack stack() {
    return new Stack(all);
  }

  /** Where everything is, once it was started. */
  Endpoints endpoints() {
    ChainAddress address = Objects.requireNonNull(contract, "not started");
    return new Endpoints(
        capture.uri(),
        function("recall").uri(),
        function("audit").uri(),
        nats.server().url(),
        postgres.server().jdbcUrl(),
        s3.server().endpoint(),
        mongo.server().address(),
        search.server().url(),
        address.rpc(),
        address.chainId(),
        address.contract());
  }

  /** The database, for counting what arrived there. */
  PostgresServer postgres() {
    return postgres.server();
  }

  /**
   * What a program is told, once what it needs was started; without its port.
   *
   * @throws IllegalArgumentException if there is no such program
   */
  Map<String, String> settings(String program) {
    return program(program).settings();
  }

  /**
   * Where a program listens.
   *
   * @throws IllegalArgumentException if there is no such program
   */
  URI uri(String program) {
    return program(program).uri();
  }

  private JavaService program(String name) {
    if (stack().service(name) instanceof JavaService service) {
      return service;
    }
    throw new IllegalArgumentException(name + ": expected a program, found a server or a task");
  }

  /** What repair is told, once everything was started. */
  Map<String, String> repairSettings() {
    return allFour("repair");
  }

  private <S extends LocalService> S add(S service) {
    all.add(service);
    return service;
  }

  private void function(
      String name, List<LocalService> needs, Supplier<Map<String, String>> settings) {
    functions.put(
        name, add(new JavaService(home, name, needs, () -> programs.function(name), settings)));
  }

  private JavaService function(String name) {
    return Objects.requireNonNull(functions.get(name), name);
  }

  private void applyTopology() throws Exception {
    try (NatsConnection connection = NatsClient.connect(nats.server().url())) {
      new TopologyLoader(connection.jetStreamManagement(), connection.keyValueManagement())
          .apply(Topology.shipped());
    }
  }

  private void findContract() {
    contract = new AuditContract(home.data("anvil").resolve("contract")).on(chain.server());
  }

  private Map<String, String> database(String function) {
    return databases.settings(postgres.server(), function);
  }

  private Map<String, String> storage() {
    S3Server server = s3.server();
    return Map.of(
        "MNEME_S3_ENDPOINT", server.endpoint().toString(),
        "MNEME_S3_BUCKET", server.bucket(),
        "MNEME_S3_ACCESS_KEY", server.accessKey(),
        "MNEME_S3_SECRET_KEY", server.secretKey());
  }

  /** All stores that keep memories. */
  private Map<String, String> allFour(String function) {
    return with(
        with(database(function), storage()),
        with(index(), Map.of("MNEME_MONGODB_URI", mongo.server().uri())));
  }

  private Map<String, String> index() {
    return Map.of("MNEME_OPENSEARCH_URL", search.server().url().toString());
  }

  private Map<String, String> chainSettings() {
    ChainAddress address = Objects.requireNonNull(contract, "not found");
    return Map.of(
        "MNEME_CHAIN_RPC_URL", address.rpc().toString(),
        "MNEME_CHAIN_ID", Long.toString(address.chainId()),
        "MNEME_CHAIN_KEY", chain.server().privateKey(),
        "MNEME_AUDIT_CONTRACT", address.contract());
  }

  private Map<String, String> sourceSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MNEME_NATS_URL", nats.server().url());
    Topology.shipped()
        .routes()
        .forEach(
            route ->
                settings.put(
                    "MNEME_SINK_" + route.name().toUpperCase(Locale.ROOT).replace('-', '_'),
                    function(route.name()).uri().toString()));
    return settings;
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }
}
