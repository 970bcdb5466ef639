import OrderedCollections
import Scenes
import Simulation

/// Servers with the sessions that they hold, and the requests of the last moments: who asked whom,
/// and what came back.
struct WebPicture {
  private let system: WebSystem
  private let world: World
  /// Sessions beyond these are counted and not drawn.
  static let sessionLimit = 4
  /// Requests beyond these are not drawn.
  static let exchangeLimit = 6
  /// How long a request stays in the picture.
  static let memory = VirtualDuration.seconds(2)

  init(_ system: WebSystem, _ world: World) {
    self.system = system
    self.world = world
  }

  func add(to scene: inout Scene) {
    for member in system.shops.values where member.isRunning { add(member, to: &scene) }
    for member in system.stores.values where member.isRunning { add(member, to: &scene) }
    for member in system.balancers.values where member.isRunning {
      BalancerPicture(member, world).add(to: &scene)
    }
    addExchanges(to: &scene)
  }

  private func add(_ member: WebSystem.Member<RedisServer>, to scene: inout Scene) {
    let host = member.process.host
    let settings = member.server.settings!
    var box = SceneBox(
      id: "redis/" + host.name, kind: .store, label: "redis",
      sublabel: settings.appendOnly
        ? "each change on disk" : settings.save.isEmpty ? "memory only" : "saved now and then")
    box.parent = scene.box(ofMachine: host.nameAndAddress)
    if box.parent == nil { box.label = host.name }
    box.badges = [SceneBadge("running", .good)]
    let keys = member.server.commands.keys.entries.keys
    box.details = keys.prefix(WebPicture.sessionLimit).map { String($0.prefix(24)) }
    if keys.count > WebPicture.sessionLimit {
      box.details.append("and \(keys.count - WebPicture.sessionLimit) more keys")
    }
    scene.boxes.append(box)
  }

  private func add(_ member: WebSystem.Member<ShopServer>, to scene: inout Scene) {
    let host = member.process.host
    let server = member.server
    var box = SceneBox(
      id: "shop/" + host.name, kind: .server, label: "shop",
      sublabel: "sessions: \(server.store?.name ?? "")")
    box.parent = scene.box(ofMachine: host.nameAndAddress)
    if box.parent == nil { box.label = host.name }
    box.badges = [
      server.isDraining
        ? SceneBadge("draining", .ending)
        : server.isReady ? SceneBadge("serving", .good) : SceneBadge("starting", .waiting)
    ]
    let held = server.store?.held ?? []
    for session in held.prefix(WebPicture.sessionLimit) {
      let cart = session.cart.isEmpty ? "empty cart" : session.cart.joined(separator: ", ")
      box.details.append("\(session.id.prefix(6)) \(session.user): \(cart)")
    }
    if held.count > WebPicture.sessionLimit {
      box.details.append("and \(held.count - WebPicture.sessionLimit) more sessions")
    }
    scene.boxes.append(box)
  }

  private func addExchanges(to scene: inout Scene) {
    let recent = system.exchanges.filter { $0.time + WebPicture.memory >= world.now }
      .suffix(WebPicture.exchangeLimit)
    for (index, exchange) in recent.enumerated() {
      let places = ["shop/" + exchange.server, "balancer/" + exchange.server]
      guard let to = places.first(where: { id in scene.boxes.contains { $0.id == id } }) else {
        continue
      }
      let host =
        (system.shops[exchange.server]?.process ?? system.balancers[exchange.server]?.process)?.host
      guard let host else { continue }
      let from = asker(exchange.from, at: host, &scene)
      scene.links.append(
        SceneLink(
          from: from, to: to, kind: "asks",
          label: "\(index + 1). \(exchange.request.method ?? "") "
            + "\((exchange.request.target ?? "").prefix(24)): \(exchange.status)",
          state: exchange.status >= 500 ? .bad : .plain))
    }
  }

  /// The box of who asked; a client that is in no picture gets one.
  private func asker(_ address: String, at server: Host, _ scene: inout Scene) -> String {
    let known =
      server.gateway == address ? server.machine : world.network.host(at: address, from: server)
    guard let host = known else { return "client/" + address }
    let balancer = "balancer/" + host.name
    if scene.boxes.contains(where: { $0.id == balancer }) { return balancer }
    if let place = scene.box(ofMachine: host.nameAndAddress) { return place }
    let id = "client/" + host.name
    if !scene.boxes.contains(where: { $0.id == id }) {
      scene.boxes.append(SceneBox(id: id, kind: .client, label: host.name))
    }
    return id
  }
}
