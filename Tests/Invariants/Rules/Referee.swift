import Kubernetes
import KubernetesAPI
import KubernetesCluster
import Simulation

/// Watches a world from outside and says when something happens that must not.
final class Referee {
  let cluster: Cluster
  let agents: NodeAgents
  /// The first thing that went wrong.
  private(set) var violation: Violation?
  /// Where processes of pods run now.
  private(set) var sandboxes: [ObjectIdentifier: Sandbox] = [:]
  private(set) var volumes: MountedVolumes!
  private var rules: [Rule] = []
  private let report: (Violation) -> Void

  /// - Parameter report: told of the first violation.
  init(_ system: KubernetesSystem, report: @escaping (Violation) -> Void = { _ in }) {
    self.report = report
    cluster = system.cluster
    agents = system.agents
    volumes = MountedVolumes(self)
    rules = [
      AtMostOne(self), volumes, OrdinalOrder(self), EndpointContents(self),
      DeploymentBounds(self), ClaimKeeping(self), OpenNodes(self),
    ]
    let announce = cluster.server.didChange
    cluster.server.didChange = { [unowned(unsafe) self] event in
      announce(event)
      changed(event)
    }
    cluster.world.onProcessChange = { [unowned(unsafe) self] process in
      processChanged(process)
    }
    cluster.world.afterEvent = { [unowned(unsafe) self] in
      for rule in rules { rule.afterEvent() }
    }
  }

  /// Notes a violation. The world stops at the first one.
  func fail(_ rule: RuleName, _ text: String) {
    guard violation == nil else { return }
    let found = Violation(rule: rule, text: text, time: cluster.world.now)
    violation = found
    report(found)
    cluster.world.exceed(.events)
  }

  /// Stops watching.
  func leave() {
    cluster.world.onProcessChange = nil
    cluster.world.afterEvent = nil
    rules = []
  }

  private func changed(_ event: ObjectEvent) {
    for rule in rules { rule.changed(event, by: cluster.actor) }
  }

  private func processChanged(_ process: Process) {
    let host = process.host
    guard process.space.isContainer, host.machine != nil else { return }
    let key = ObjectIdentifier(host)
    if process.isRunning {
      if sandboxes[key] == nil {
        guard let place = agents.pod(at: host) else {
          fail(
            .atMostOne,
            "\(process.arguments.joined(separator: " ")) runs in \(host.name), a place that no"
              + " kubelet knows")
          return
        }
        sandboxes[key] = Sandbox(host: host, place: place)
      }
      let sandbox = sandboxes[key]!
      sandbox.processes += 1
      for rule in rules { rule.began(process, in: sandbox) }
    } else if let sandbox = sandboxes[key] {
      sandbox.processes -= 1
      if sandbox.processes == 0 {
        sandboxes[key] = nil
        for rule in rules { rule.ended(sandbox) }
      }
    }
  }
}
