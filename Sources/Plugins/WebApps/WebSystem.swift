import OrderedCollections
import Simulation

/// The servers of a world that speak HTTP or keep sessions, and who asked whom lately; for pictures.
final class WebSystem: WorldComponent {
  /// A request that a server answered.
  struct Exchange {
    var time: VirtualTime
    /// The addresses of who asked and who answered.
    var from: String
    var to: String
    /// The host that answered.
    var server: String
    var request: HTTPMessage
    var status: Int
  }

  /// A process and what runs in it.
  struct Member<Server> {
    var process: Process
    var server: Server

    /// Whether it still runs, as far as anybody can see.
    var isRunning: Bool { process.isRunning && process.host.isUp }
  }

  /// The newest of each host, by the host's name, in the order in which they started.
  private(set) var shops: OrderedDictionary<String, Member<ShopServer>> = [:]
  private(set) var stores: OrderedDictionary<String, Member<RedisServer>> = [:]
  private(set) var balancers: OrderedDictionary<String, Member<LoadBalancer>> = [:]
  private(set) var exchanges: [Exchange] = []
  /// Called for each exchange that is noted.
  var onNote: ((Exchange) -> Void)?
  /// So many exchanges are remembered, the newest ones.
  static let limit = 24

  static func of(_ world: World) -> WebSystem {
    if let known = world.component("web") as? WebSystem { return known }
    let system = WebSystem()
    world.add(system, named: "web")
    return system
  }

  func add(_ server: ShopServer) {
    forgetGuests()
    shops[server.process.host.name] = Member(process: server.process, server: server)
  }

  func add(_ server: RedisServer) {
    forgetGuests()
    stores[server.process.host.name] = Member(process: server.process, server: server)
  }

  func add(_ server: LoadBalancer) {
    forgetGuests()
    balancers[server.process.host.name] = Member(process: server.process, server: server)
  }

  /// A pod that is gone does not come back under its name with its memory: it is not kept.
  private func forgetGuests() {
    shops.removeAll { !$0.value.isRunning && $0.value.process.host.machine != nil }
    stores.removeAll { !$0.value.isRunning && $0.value.process.host.machine != nil }
    balancers.removeAll { !$0.value.isRunning && $0.value.process.host.machine != nil }
  }

  func note(_ exchange: Exchange) {
    // Whoever asks whether a server is well is not of interest.
    if let target = exchange.request.target, target == "/healthz" || target == "/readyz" { return }
    exchanges.append(exchange)
    onNote?(exchange)
    if exchanges.count > 2 * WebSystem.limit { exchanges.removeFirst(WebSystem.limit) }
  }
}
