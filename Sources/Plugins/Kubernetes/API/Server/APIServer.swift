public import Simulation

/// The API server of a cluster: it keeps the objects, checks and completes what is written, and
/// tells those who watch.
///
/// Everything happens at once, at the time that `now` says; delays belong to the callers. All
/// lists are in the order of namespace and name, by bytes. The server is not thread-safe: it
/// belongs to one world.
public final class APIServer {
  /// Reads the world's clock.
  public let now: () -> VirtualTime

  /// Where uids, ends of names and addresses come from.
  public let random: KeyedRandom

  /// Gets every change with the watches that it concerns, in their order. The owner calls
  /// `receive` of each at the time at which the change arrives there. As long as nobody sets it,
  /// that is at once.
  public var deliver: ([Watch], ObjectEvent) -> Void = { watches, event in
    for watch in watches { watch.receive(event) }
  }

  /// Is told every change once, whether or not somebody watches, before it is delivered.
  public var didChange: (ObjectEvent) -> Void = { _ in }

  /// How many seconds pods stay on a node that is not ready or unreachable unless they say
  /// otherwise (N10).
  public var tolerationSeconds: Int64 = 300

  /// Who writes, as the managed fields name it; clients say who they are.
  public var fieldManager = "kube-apiserver"

  /// The version of the store: it counts the writes that changed something.
  public internal(set) var resourceVersion: Int64 = 0

  /// The kinds that the server knows, in the order in which they were registered.
  public private(set) var resourceTypes: [ResourceType] = []

  /// The addresses that Services get, `10.96.0.0/12`.
  var clusterAddresses: ClusterAddresses

  var tables: [ResourceType: ObjectTable] = [:]
  var owners = ObjectIndex()
  var podsByNode = ObjectIndex()
  var watches = WatchRegistry()
  var creations = CreationCounts()

  /// A server with the standard kinds and no objects.
  public init(random: KeyedRandom, now: @escaping () -> VirtualTime) {
    self.random = random
    self.now = now
    clusterAddresses = ClusterAddresses(random: random)
    for type in ResourceType.standard { register(type) }
  }

  /// Makes a kind known. A kind that is known already stays as it is.
  public func register(_ type: ResourceType) {
    guard tables[type] == nil else { return }
    resourceTypes.append(type)
    var all = tables
    all[type] = ObjectTable()
    tables = all
  }
}
