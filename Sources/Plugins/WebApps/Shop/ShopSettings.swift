import Simulation

/// What an operator tells a shop by its environment.
struct ShopSettings {
  enum Store: String {
    case memory
    case peers
    case redis
    case cookie
  }

  var store = Store.memory
  var port = 8080
  /// How long a page takes to make.
  var responseTime = VirtualDuration.milliseconds(5)
  /// How long it serves on after SIGTERM, not ready any more.
  var drainTime = VirtualDuration.zero
  /// How long a session lives after its last change.
  var lifetime = VirtualDuration.seconds(86_400)
  /// Accounts that replace those of the image: `alice:wonderland,bob:builder`.
  var users: String?
  /// The name under which the other shops are found.
  var peers = ""
  /// The port at which shops talk to each other.
  var peerPort = 7800
  /// How long after a change the others are told.
  var replicationDelay = VirtualDuration.milliseconds(100)
  var redisHost = ""
  var redisPort = 6379
  /// The key of signed cookies; nil for one that each process makes up.
  var secret: String?
  /// What is wrong with the environment.
  var mistakes: [String] = []

  init(_ process: Process) {
    var environment = Environment(process.environment)
    store =
      Store(
        rawValue: environment.choice("SESSION_STORE", ["memory", "peers", "redis", "cookie"]))
      ?? .memory
    port = environment.number("PORT", port, in: 1...65_535)
    responseTime = environment.duration("RESPONSE_TIME", responseTime)
    drainTime = environment.duration("DRAIN_TIME", drainTime)
    lifetime = environment.duration("SESSION_LIFETIME", lifetime)
    users = environment.text("USERS")
    if store == .peers {
      peers = environment.require("PEERS", for: "the name under which the other shops are found")
      peerPort = environment.number("PEER_PORT", peerPort, in: 1...65_535)
      replicationDelay = environment.duration("REPLICATION_DELAY", replicationDelay)
    }
    if store == .redis {
      redisHost = environment.require("REDIS_HOST", for: "the machine on which Redis runs")
      // What a Service called `redis` puts into the environment of pods is no port number.
      if let text = environment.text("REDIS_PORT"), !text.hasPrefix("tcp://") {
        redisPort = environment.number("REDIS_PORT", redisPort, in: 1...65_535)
      }
    }
    secret = environment.text("SESSION_SECRET")
    mistakes = environment.mistakes
  }
}
