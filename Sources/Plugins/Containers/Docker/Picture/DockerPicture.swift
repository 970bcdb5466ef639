import OrderedCollections
import Scenes
import Simulation

/// The hosts of a world: their containers, volumes and networks, and who uses what.
struct DockerPicture {
  private let system: DockerSystem

  init(_ system: DockerSystem) { self.system = system }

  func add(to scene: inout Scene) {
    for engine in system.engines.values where engine.isDrawn { add(engine, to: &scene) }
  }

  private func add(_ engine: DockerEngine, to scene: inout Scene) {
    let host = "host/" + engine.host.name
    var box = SceneBox(
      id: host, kind: .host, label: engine.host.name, sublabel: engine.host.address,
      machine: engine.host.nameAndAddress)
    if !engine.host.isUp {
      box.badges = [SceneBadge("no power", .bad)]
    } else if !engine.isReady {
      box.badges = [SceneBadge("starts", .waiting)]
    }
    scene.boxes.append(box)
    for network in engine.networks.values where !network.isPredefined {
      scene.boxes.append(
        SceneBox(
          id: engine.subject("network", network.name), kind: .network, label: network.name,
          sublabel: network.subnet, parent: host))
    }
    for container in engine.containers.values { add(container, engine, to: &scene) }
    for volume in engine.volumes.values {
      scene.boxes.append(
        SceneBox(
          id: engine.subject("volume", volume.name), kind: .volume,
          label: DockerText.shortened(volume.name, 11),
          sublabel: volume.isAnonymous ? "without a name" : "", parent: host))
    }
  }

  private func add(
    _ container: DockerContainer, _ engine: DockerEngine, to scene: inout Scene
  ) {
    var box = SceneBox(
      id: container.subject, kind: .container, label: container.name,
      sublabel: container.settings.image, parent: "host/" + engine.host.name,
      machine: container.place === engine.host ? "" : container.place.nameAndAddress)
    switch container.state {
    case .created:
      box.badges = [SceneBadge("Created", container.startFailure == nil ? .waiting : .bad)]
    case .running: box.badges = [SceneBadge("Up", .good)]
    case .restarting: box.badges = [SceneBadge("Restarting", .waiting)]
    case .exited:
      let status = container.exitStatus
      box.badges = [SceneBadge("Exited (\(status))", status == 0 ? .gone : .bad)]
    }
    if container.restartCount > 0 {
      box.badges.append(SceneBadge("restarts: \(container.restartCount)"))
    }
    for endpoint in container.endpoints.values where !endpoint.address.isEmpty {
      box.details.append(endpoint.address)
    }
    for port in container.ports {
      box.details.append("port \(port.hostPort) → \(port.containerPort)")
    }
    if let wait = system.world.trace.waits[container.subject] { box.cause = wait.reason }
    scene.boxes.append(box)
    for mount in container.mounts {
      guard let volume = mount.volume else { continue }
      scene.links.append(
        SceneLink(
          from: container.subject, to: engine.subject("volume", volume.name), kind: .mounts,
          label: mount.isReadOnly ? "read only" : ""))
    }
    for name in container.endpoints.keys where engine.networks[name]?.isPredefined == false {
      scene.links.append(
        SceneLink(
          from: container.subject, to: engine.subject("network", name), kind: "joins",
          state: container.isRunning ? .good : .plain))
    }
  }
}
