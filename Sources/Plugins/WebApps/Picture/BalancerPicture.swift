import Scenes
import Simulation

/// A load balancer with its servers, up, down or kept out, and links to those that can be drawn.
struct BalancerPicture {
  private let member: WebSystem.Member<LoadBalancer>
  private let world: World
  /// Servers beyond these are counted and not drawn.
  static let limit = 8

  init(_ member: WebSystem.Member<LoadBalancer>, _ world: World) {
    self.member = member
    self.world = world
  }

  func add(to scene: inout Scene) {
    let host = member.process.host
    let id = "balancer/" + host.name
    let backends = member.server.backends
    var box = SceneBox(
      id: id, kind: .loadBalancer, label: "haproxy")
    box.parent = scene.box(ofMachine: host.nameAndAddress)
    if box.parent == nil { box.label = host.name }
    let servers = backends.flatMap { backend in backend.servers.map { (backend, $0) } }
    let usable = servers.count { $0.1.isUsable }
    box.badges = [
      usable > 0
        ? SceneBadge("\(usable)/\(servers.count)", .good)
        : SceneBadge("no server available", .bad)
    ]
    if backends.count == 1 { box.details.append(method(of: backends[0])) }
    for (backend, server) in servers.prefix(BalancerPicture.limit) {
      let place = backends.count == 1 ? "" : backend.proxy.name + "/"
      box.details.append("\(place)\(server.name): \(server.status)")
    }
    if servers.count > BalancerPicture.limit {
      box.details.append("and \(servers.count - BalancerPicture.limit) more servers")
    }
    scene.boxes.append(box)
    for (backend, server) in servers.prefix(BalancerPicture.limit) {
      addLink(from: id, to: server, backend, &scene)
    }
  }

  private func method(of backend: BalancedBackend) -> String {
    let cookie = backend.proxy.cookie.map { ", cookie \($0.name)" } ?? ""
    return backend.proxy.balance.name + cookie
  }

  private func addLink(
    from id: String, to server: BalancedServer, _ backend: BalancedBackend, _ scene: inout Scene
  ) {
    guard let address = server.address,
      let host = world.network.host(at: address, from: member.process.host)
    else { return }
    let shop = "shop/" + host.name
    let place =
      scene.boxes.contains { $0.id == shop } ? shop : scene.box(ofMachine: host.nameAndAddress)
    guard let place else { return }
    let state: SceneState =
      server.isUsable ? .good : server.isAlive ? .ending : .bad
    scene.links.append(
      SceneLink(from: id, to: place, kind: .routes, label: server.status, state: state))
  }
}
