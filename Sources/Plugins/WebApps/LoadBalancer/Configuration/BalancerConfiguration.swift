import Simulation

/// What a configuration file of haproxy says.
struct BalancerConfiguration {
  /// Whether `log stdout` stands in the global section.
  var logsToOutput = false
  /// So many connections at once; later ones wait to be accepted.
  var maxConnections: Int?
  var adminPorts: [AdminPort] = []
  var resolvers: [BalancerResolvers] = []
  var proxies: [BalancerProxy] = []

  /// A port at which the runtime API answers.
  struct AdminPort {
    var port: Int
    /// Whether it may change anything.
    var isAdmin: Bool
  }
}

/// A `resolvers` section: how often names are looked up while haproxy runs, and how long an answer
/// that no longer comes is believed.
struct BalancerResolvers {
  var name: String
  var line: Int
  /// The id and the address of the name server that is asked.
  var server: (id: String, address: String)?
  var interval = VirtualDuration.seconds(1)
  /// How long after the last good answer a name counts that does not exist any more.
  var holdMissing = VirtualDuration.seconds(30)
  /// The same when nobody answers.
  var holdTimeout = VirtualDuration.seconds(30)
  /// How long an address counts that is in no answer any more.
  var holdObsolete = VirtualDuration.zero
}

/// A `frontend`, `backend`, `listen` or `defaults` section.
struct BalancerProxy {
  enum Kind: String {
    case defaults
    case frontend
    case backend
    case listen
  }

  /// How a server is chosen for a request that belongs to none.
  enum Balance: Hashable {
    case roundRobin
    case staticRoundRobin
    case leastConnections
    case first
    case source
    case uri
    /// The least busy one of so many that were drawn.
    case random(draws: Int)

    var name: String {
      switch self {
      case .roundRobin: "roundrobin"
      case .staticRoundRobin: "static-rr"
      case .leastConnections: "leastconn"
      case .first: "first"
      case .source: "source"
      case .uri: "uri"
      case .random: "random"
      }
    }

    /// Whether it does not care which server it takes.
    var isIndifferent: Bool {
      switch self {
      case .roundRobin, .staticRoundRobin, .random: true
      case .leastConnections, .first, .source, .uri: false
      }
    }
  }

  /// The cookie by which a visitor comes back to its server.
  struct Cookie: Hashable {
    var name: String
    var inserts = false
    /// Whether the cookie is taken out before the server sees it.
    var isIndirect = false
  }

  struct Timeouts: Hashable {
    var connect: VirtualDuration?
    var client: VirtualDuration?
    var server: VirtualDuration?
    var check: VirtualDuration?
    var request: VirtualDuration?
    var keepAlive: VirtualDuration?
  }

  enum LogFormat {
    case plain
    case tcp
    case http
  }

  var kind: Kind
  var name: String
  var line: Int
  var isHTTP = false
  var ports: [Int] = []
  var defaultBackend: String?
  var servers: [BalancerServerSettings] = []
  var serverDefaults = BalancerServerSettings()
  var balance = Balance.roundRobin
  var isConsistent = false
  /// Whether hashes are mixed once more before they are looked up.
  var mixesHashes = false
  var cookie: Cookie?
  /// The request of health checks; nil when a connection is enough.
  var check: BalancerCheckRequest?
  var retries = 3
  /// After how many failed attempts another server is tried; negative: counted from the last one;
  /// nil for never.
  var redispatch: Int?
  var timeouts = Timeouts()
  var logs = false
  var logFormat = LogFormat.plain
  var addsForwardedFor = false
  /// Whether the connection to a server ends with each response.
  var closesServer = false
  var isDisabled = false
  var maxConnections: Int?

  var isFrontend: Bool { kind == .frontend || kind == .listen }
  var isBackend: Bool { kind == .backend || kind == .listen }
  /// What messages call it: `backend`, or `proxy` for one that is both.
  var word: String { kind == .listen ? "proxy" : kind.rawValue }
}

/// The request of a health check, and which answers are good.
struct BalancerCheckRequest: Hashable {
  var method = "OPTIONS"
  var target = "/"
  var version = "HTTP/1.0"
  var headers: [HTTPMessage.Header] = []
  /// The status codes that are good; those from 200 to 399 when it is empty.
  var statuses: [ClosedRange<Int>] = []

  func accepts(_ status: Int) -> Bool {
    statuses.isEmpty
      ? (200..<400).contains(status) : statuses.contains { $0.contains(status) }
  }
}

/// A `server` line, with what `default-server` adds.
struct BalancerServerSettings: Hashable {
  var name = ""
  var line = 0
  /// A name or an address.
  var address = ""
  var port = 0
  var isChecked = false
  var interval = VirtualDuration.seconds(2)
  var fastInterval: VirtualDuration?
  var downInterval: VirtualDuration?
  var rise = 2
  var fall = 3
  var weight = 1
  var cookie: String?
  var isBackup = false
  var isDisabled = false
  var resolvers: String?
  /// Whether haproxy starts although the name is not known.
  var startsWithoutAddress = false
}
